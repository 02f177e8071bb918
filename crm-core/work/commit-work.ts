import type { ParameterOrJSON } from 'postgres';
import type { Database } from '../../drizzle/client.ts';
import { columnSource, type SourceColumn } from '../../drizzle/column-source.ts';
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
  for (const name of tableNames) {
    const changes: Change[] = [];
    for (const work of works) changes.push(...work.changesOf(name));
    if (changes.length > 0) flush.add(tables[name], changes);
  }
  if (flush.isEmpty()) return;
  try {
    await db.hot.unsafe(flush.text(), flush.parameters, { prepare: true });
  } catch (error) {
    throw isConflict(error) ? new ConflictError('the work met another version', { cause: error }) : error;
  }
}

const tableNames = Object.keys(tables) as TableName[];

/** Own signal of a version mismatch; unique, foreign key and serialization failures are races seen from the other side. */
const conflictCodes = new Set(['VC001', '23505', '23503', '40001', '40P01']);

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && conflictCodes.has(String(error.code));
}

/**
 * Composes one statement of data-modifying CTEs, a few per table, each fed by its rows column by column. The text depends
 * only on which tables and columns change, so that the same kinds of work share a prepared statement.
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
    const inserts: Change[] = [];
    const updates = new Map<string, Change[]>();
    const deletes: Change[] = [];
    for (const change of changes) {
      if (change.kind === 'insert') inserts.push(change);
      else if (change.kind === 'delete') deletes.push(change);
      else {
        const shape = table.columns.filter(({ property }) => change.columns.has(property)).map(({ name }) => name);
        const alike = updates.get(shape.join(','));
        if (alike) alike.push(change);
        else updates.set(shape.join(','), [change]);
      }
    }
    if (inserts.length > 0) this.#insert(table, inserts);
    for (const [shape, rows] of [...updates].sort(([a], [b]) => (a < b ? -1 : 1))) this.#update(table, shape, rows);
    if (deletes.length > 0) this.#delete(table, deletes);
  }

  #insert(table: RowTable, rows: readonly Change[]): void {
    const names = table.columns.map((column) => column.name).join(', ');
    const source = this.#source(table.columns.map(valueColumn), rows);
    this.#part(table, `insert into ${table.name} (${names}) select ${names} from ${source} ${onRepeat(table)}`);
  }

  #update(table: RowTable, shape: string, rows: readonly Change[]): void {
    const columns = table.columns.filter((column) => shape.split(',').includes(column.name));
    const set = columns.map((column) => `${column.name} = x.${column.name}`);
    if (table.versioned) set.push('version = t.version + 1');
    const source = this.#source([...keyColumns(table), ...columns.map(valueColumn)], rows);
    const part = this.#part(
      table,
      `update ${table.name} t set ${set.join(', ')} from ${source} where ${match(table)} returning 1`,
    );
    this.#check(table, part, rows.length);
  }

  #delete(table: RowTable, rows: readonly Change[]): void {
    const source = this.#source(keyColumns(table), rows);
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

  #source(columns: readonly SourceColumn<Change>[], rows: readonly Change[]): string {
    return `${columnSource(columns, rows, this.parameters)} x`;
  }
}

type Column = RowTable['columns'][number];

function valueColumn({ name, type, nullable, property }: Column): SourceColumn<Change> {
  return { name, type, nullable, of: ({ row }) => (row as Record<string, unknown>)[property] };
}

/** The keys, and under `from_version` the version that was read. */
function keyColumns(table: RowTable): SourceColumn<Change>[] {
  const keys = table.columns.filter((column) => table.keys.includes(column.property)).map(valueColumn);
  return table.versioned ? [...keys, fromVersion] : keys;
}

const fromVersion: SourceColumn<Change> = {
  name: 'from_version',
  type: 'integer',
  nullable: true,
  of: (change) => (change.kind === 'insert' ? undefined : change.from),
};

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
