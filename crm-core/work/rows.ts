import { isDeepStrictEqual } from 'node:util';
import { and, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../../drizzle/client.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { keyOf, type RowTable } from './row-table.ts';
import { type Row, type TableName, type Tables, tables } from './tables.ts';

export type Change<Name extends TableName = TableName> =
  | { kind: 'insert'; row: Row<Name> }
  /** `from` is the version that was read; undefined where the table has none. */
  | { kind: 'update'; row: Row<Name>; from: number | undefined; columns: Set<string> }
  | { kind: 'delete'; row: Row<Name>; from: number | undefined };

/**
 * The rows of one table that a `Work` has seen or changed: an identity map. Reads after a change see the change;
 * nothing is written before the flush.
 */
export class Rows<Name extends TableName> {
  readonly table: RowTable<Tables[Name]['table']>;
  readonly changes = new Map<string, Change<Name>>();
  readonly #seen = new Map<string, Row<Name> | null>();
  readonly #db: Database;
  readonly #projectId: ProjectId;

  constructor(name: Name, db: Database, projectId: ProjectId) {
    // The table's own type is a union member here; `Name` picks it.
    this.table = tables[name] as unknown as RowTable<Tables[Name]['table']>;
    this.#db = db;
    this.#projectId = projectId;
  }

  /** The row, or `not_found`. Only rows of the work's own project exist here. */
  async get(id: string): Promise<Row<Name>> {
    const row = await this.find(id);
    if (!row) throw notFound(this.table.name.replace(/s$/, ''), id);
    return row;
  }

  async find(id: string): Promise<Row<Name> | undefined> {
    if (!this.#seen.has(id)) await this.load([id]);
    return this.#seen.get(id) ?? undefined;
  }

  /** Reads those that were not seen yet, in one round trip; ids that do not exist are remembered as missing. */
  async load(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#seen.has(id));
    if (missing.length === 0) return;
    const columns: Record<string, PgColumn> = getTableColumns(this.table.table);
    const key = columns[this.table.keys[0] ?? 'id'];
    if (!key) throw new Error(`${this.table.name} has no key`);
    // `projects` is fenced by its own id.
    const fence = columns.projectId ?? columns.id;
    const rows = await this.#db.orm
      .select()
      .from(this.table.table as never)
      .where(and(inArray(key, missing), fence && eq(fence, this.#projectId)));
    for (const id of missing) this.#seen.set(id, null);
    this.seed(rows as Row<Name>[]);
  }

  /** Remembers rows that were read by a query of the caller's. A row already known (perhaps changed) is kept as it is. */
  seed(rows: readonly Row<Name>[]): void {
    for (const row of rows) {
      const key = keyOf(this.table, row);
      if (!this.#seen.get(key) && this.changes.get(key)?.kind !== 'delete') this.#seen.set(key, row);
    }
  }

  /** The row if it was seen. */
  peek(id: string): Row<Name> | undefined {
    return this.#seen.get(id) ?? undefined;
  }

  /** All rows seen and not deleted, as they stand now. */
  seen(): Row<Name>[] {
    return [...this.#seen.values()].filter((row) => row !== null);
  }

  insert(row: Row<Name>): Row<Name> {
    const key = keyOf(this.table, row);
    this.#seen.set(key, row);
    this.changes.set(key, { kind: 'insert', row });
    return row;
  }

  /** Changes a seen row. Columns that already have the value are left out, so that setting what is set writes nothing. */
  update(id: string, patch: Partial<Row<Name>>): Row<Name> {
    const current = this.peek(id);
    if (!current) throw new Error(`${this.table.name} ${id} was changed before it was read`);
    const columns = Object.keys(patch).filter(
      (column) => !isSame(current[column as keyof Row<Name>], patch[column as keyof Row<Name>]),
    );
    if (columns.length === 0) return current;
    const row = { ...current, ...patch };
    const before = this.changes.get(id);
    this.#seen.set(id, row);
    if (before?.kind === 'insert') this.changes.set(id, { kind: 'insert', row });
    else {
      const known = before?.kind === 'update' ? before : { from: this.#versionOf(current), columns: [] };
      this.changes.set(id, { kind: 'update', row, from: known.from, columns: new Set([...known.columns, ...columns]) });
    }
    return row;
  }

  /** Writes the row's next version even if nothing else changes: whoever else read this version has to read again. */
  touch(id: string): void {
    const current = this.peek(id);
    if (!current) throw new Error(`${this.table.name} ${id} was touched before it was read`);
    if (!this.changes.has(id)) {
      this.changes.set(id, { kind: 'update', row: current, from: this.#versionOf(current), columns: new Set() });
    }
  }

  remove(id: string): void {
    const current = this.peek(id);
    if (!current) throw new Error(`${this.table.name} ${id} was removed before it was read`);
    this.#seen.set(id, null);
    const before = this.changes.get(id);
    if (before?.kind === 'insert') this.changes.delete(id);
    else this.changes.set(id, { kind: 'delete', row: current, from: before?.from ?? this.#versionOf(current) });
  }

  /** Deletes a row of an unversioned table that need not have been read, nor even exist. */
  discard(row: Row<Name>): void {
    const key = keyOf(this.table, row);
    this.#seen.set(key, null);
    this.changes.set(key, { kind: 'delete', row, from: undefined });
  }

  #versionOf(row: Row<Name>): number | undefined {
    return 'version' in row && typeof row.version === 'number' ? row.version : undefined;
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && isDeepStrictEqual(a, b));
}
