import type { ParameterOrJSON } from 'postgres';
import type { Database } from '../../drizzle/client.ts';
import type { RowTable } from './row-table.ts';
import type { Change } from './rows.ts';
import { type TableName, tables } from './tables.ts';
import type { Work } from './work.ts';

/** Somebody else changed a row that this work had read: run the work again. */
export class ConflictError extends Error {
  override name = 'ConflictError';
}

/**
 * Writes all works in one statement, which is one transaction and one round trip. Throws `ConflictError` when any row
 * has another version than the one read, when a unique key was taken meanwhile, or when a row that one points at is gone.
 */
export async function commitWorks(db: Database, works: readonly Work[]): Promise<void> {
  const flush = new Flush();
  for (const name of Object.keys(tables) as TableName[]) {
    const changes = works.flatMap((work) => [...work.rows(name).changes.values()]);
    if (changes.length > 0) flush.add(tables[name], changes);
  }
  if (flush.isEmpty()) return;
  try {
    await db.hot.unsafe(flush.text(), flush.parameters, { prepare: true });
  } catch (error) {
    throw isConflict(error) ? new ConflictError('the work met another version', { cause: error }) : error;
  }
}

/** Own signal of a version mismatch; unique, foreign key and serialization failures are races seen from the other side. */
const conflictCodes = new Set(['VC001', '23505', '23503', '40001', '40P01']);

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && conflictCodes.has(String(error.code));
}

/**
 * Composes one statement of data-modifying CTEs, a few per table, each fed by one JSON array. The text depends only on
 * which tables and columns change, so that the same kinds of work share a prepared statement.
 */
class Flush {
  readonly parameters: ParameterOrJSON<never>[] = [];
  readonly #parts: string[] = [];
  readonly #checks: string[] = [];

  isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  text(): string {
    return `with ${this.#parts.join(',\n')}\nselect ${this.#checks.join(', ') || '1'}`;
  }

  add(table: RowTable, changes: readonly Change[]): void {
    const inserts: Record<string, unknown>[] = [];
    const updates = new Map<string, Record<string, unknown>[]>();
    const deletes: Record<string, unknown>[] = [];
    for (const change of changes) {
      if (change.kind === 'insert') inserts.push(toJson(table, table.columns, change.row));
      else if (change.kind === 'delete') deletes.push(keyJson(table, change.row, change.from));
      else {
        const columns = table.columns.filter((column) => change.columns.has(column.property));
        const shape = columns.map((column) => column.name).join(',');
        const json = { ...keyJson(table, change.row, change.from), ...toJson(table, columns, change.row) };
        const alike = updates.get(shape);
        if (alike) alike.push(json);
        else updates.set(shape, [json]);
      }
    }
    if (inserts.length > 0) this.#insert(table, inserts);
    for (const [shape, rows] of [...updates].sort(([a], [b]) => (a < b ? -1 : 1))) this.#update(table, shape, rows);
    if (deletes.length > 0) this.#delete(table, deletes);
  }

  #insert(table: RowTable, rows: object[]): void {
    const names = table.columns.map((column) => column.name).join(', ');
    const source = this.#source(rows, table.columns);
    this.#part(table, `insert into ${table.name} (${names}) select ${names} from ${source} ${onRepeat(table)}`);
  }

  #update(table: RowTable, shape: string, rows: object[]): void {
    const columns = table.columns.filter((column) => shape.split(',').includes(column.name));
    const set = columns.map((column) => `${column.name} = x.${column.name}`);
    if (table.versioned) set.push('version = t.version + 1');
    const source = this.#source(rows, [...keyColumns(table), ...columns]);
    const part = this.#part(
      table,
      `update ${table.name} t set ${set.join(', ')} from ${source} where ${match(table)} returning 1`,
    );
    this.#check(table, part, rows.length);
  }

  #delete(table: RowTable, rows: object[]): void {
    const source = this.#source(rows, keyColumns(table));
    const part = this.#part(table, `delete from ${table.name} t using ${source} where ${match(table)} returning 1`);
    this.#check(table, part, rows.length);
  }

  #part(table: RowTable, sql: string): string {
    const name = `${table.name}_${this.#parts.length}`;
    this.#parts.push(`${name} as (${sql})`);
    return name;
  }

  #check(table: RowTable, part: string, expected: number): void {
    if (!table.versioned) return;
    this.parameters.push(expected);
    this.#checks.push(
      `case when (select count(*) from ${part}) <> $${this.parameters.length}::int then voronka_conflict('${table.name}') end`,
    );
  }

  #source(rows: object[], columns: { name: string; type: string }[]): string {
    this.parameters.push(JSON.stringify(rows));
    const typed = columns.map((column) => `${column.name} ${column.type}`).join(', ');
    return `json_to_recordset($${this.parameters.length}::text::json) as x(${typed})`;
  }
}

type Columns = RowTable['columns'];

function toJson(_table: RowTable, columns: Columns, row: Record<string, unknown>): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const column of columns) json[column.name] = row[column.property];
  return json;
}

/** Keys, and under `from_version` the version that was read. */
function keyJson(table: RowTable, row: Record<string, unknown>, from: number | undefined): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const key of table.keys) json[table.byProperty.get(key)?.name ?? key] = row[key];
  if (table.versioned) json.from_version = from;
  return json;
}

function keyColumns(table: RowTable): { name: string; type: string }[] {
  const keys = table.columns.filter((column) => table.keys.includes(column.property));
  return table.versioned ? [...keys, { name: 'from_version', type: 'integer' }] : keys;
}

function match(table: RowTable): string {
  const keys = table.columns.filter((column) => table.keys.includes(column.property));
  const same = keys.map((column) => `t.${column.name} = x.${column.name}`).join(' and ');
  return table.versioned ? `${same} and t.version = x.from_version` : same;
}

function onRepeat(table: RowTable): string {
  const keys = table.keys.map((key) => table.byProperty.get(key)?.name);
  switch (table.onRepeat) {
    case 'fail':
      return '';
    case 'ignore':
      return 'on conflict do nothing';
    case 'replace':
      return `on conflict (${keys.join(', ')}) do update set ${table.columns
        .filter((column) => !table.keys.includes(column.property))
        .map((column) => `${column.name} = excluded.${column.name}`)
        .join(', ')}`;
  }
}
