import type { Database } from '../../drizzle/client.ts';
import { columnSource, columnValues, type SourceColumn } from '../../drizzle/column-source.ts';
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
  const changes = new Map<TableName, Change[]>();
  for (const work of works) {
    for (const [name, rows] of work.changed()) {
      const those = changes.get(name);
      if (those) those.push(...rows.changes.values());
      else changes.set(name, [...rows.changes.values()]);
    }
  }
  if (changes.size === 0) return;
  const parts = tableNames.flatMap((name) => partsOf(tables[name], changes.get(name) ?? []));
  const { text, parameters } = composed(parts);
  try {
    await db.hot.unsafe(text, parameters, { prepare: true });
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

/** A data-modifying CTE: what changes alike in one table, fed column by column. */
interface Part {
  shape: Shape;
  changes: readonly Change[];
}

/** What the text of a part depends on: works that change the same columns share a prepared statement. */
interface Shape extends Changing {
  table: RowTable;
  /** Names it among those of the table. */
  key: string;
}

interface Changing {
  columns: readonly SourceColumn<Change>[];
  /** With the rows of `source` under `x`. */
  sql(source: string): string;
  /** Whether a row that it does not meet is a conflict. */
  isChecked: boolean;
}

function partsOf(table: RowTable, changes: readonly Change[]): Part[] {
  const alike = new Map<Shape, Change[]>();
  for (const change of changes) {
    const shape = shapeOf(table, change);
    const those = alike.get(shape);
    if (those) those.push(change);
    else alike.set(shape, [change]);
  }
  // In the same order whatever came first, so that the text is the same.
  return [...alike].sort(([a], [b]) => (a.key < b.key ? -1 : 1)).map(([shape, those]) => ({ shape, changes: those }));
}

const shapes = new WeakMap<RowTable, Map<string, Shape>>();

function shapeOf(table: RowTable, change: Change): Shape {
  const known = shapes.get(table) ?? new Map<string, Shape>();
  shapes.set(table, known);
  const key = change.kind === 'update' ? [...change.columns].sort().join() : change.kind;
  const shape = known.get(key) ?? { key, table, ...newShape(table, change) };
  known.set(key, shape);
  return shape;
}

function newShape(table: RowTable, change: Change): Changing {
  switch (change.kind) {
    case 'insert':
      return insertOf(table);
    case 'update':
      return updateOf(table, change.columns);
    case 'delete':
      return deleteOf(table);
  }
}

function insertOf(table: RowTable): Changing {
  const names = table.columns.map(({ name }) => name).join(', ');
  return {
    columns: table.columns.map(valueColumn),
    sql: (source) => `insert into ${table.name} (${names}) select ${names} from ${source} x ${onRepeat(table)}`,
    isChecked: false,
  };
}

function updateOf(table: RowTable, changed: ReadonlySet<string>): Changing {
  const columns = table.columns.filter(({ property }) => changed.has(property));
  const set = columns.map(({ name }) => `${name} = x.${name}`);
  if (table.versioned) set.push('version = t.version + 1');
  return {
    columns: [...keyColumns(table), ...columns.map(valueColumn)],
    sql: (source) => `update ${table.name} t set ${set.join(', ')} from ${source} x where ${match(table)} returning 1`,
    isChecked: table.versioned,
  };
}

function deleteOf(table: RowTable): Changing {
  return {
    columns: keyColumns(table),
    sql: (source) => `delete from ${table.name} t using ${source} x where ${match(table)} returning 1`,
    isChecked: table.versioned,
  };
}

function composed(parts: readonly Part[]): { text: string; parameters: (string | number | null)[] } {
  const parameters: (string | number | null)[] = [];
  const ctes: string[] = [];
  const checks: string[] = [];
  for (const { shape, changes } of parts) {
    const name = `${shape.table.name}_${ctes.length}`;
    ctes.push(`${name} as (${shape.sql(columnSource(shape.columns, parameters.length + 1))})`);
    parameters.push(...columnValues(shape.columns, changes));
    if (!shape.isChecked) continue;
    parameters.push(changes.length);
    checks.push(
      `case when (select count(*) from ${name}) <> $${parameters.length}::int then voronka_conflict('${shape.table.name}') end`,
    );
  }
  return { text: `with ${ctes.join(',\n')}\nselect ${checks.join(', ') || '1'}`, parameters };
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
