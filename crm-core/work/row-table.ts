import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, type PgTable, PgTimestamp } from 'drizzle-orm/pg-core';

/** What a flush has to know of a table: its names in the database and its keys, read off the drizzle schema once. */
export interface RowTable<Table extends PgTable = PgTable> {
  table: Table;
  name: string;
  columns: Column[];
  byProperty: Map<string, Column>;
  /** Properties of the primary key. */
  keys: string[];
  versioned: boolean;
  /** What an insert does when the row is already there. */
  onRepeat: 'fail' | 'ignore' | 'replace';
}

interface Column {
  property: string;
  name: string;
  type: string;
  nullable: boolean;
  isTime: boolean;
}

export function rowTable<Table extends PgTable>(
  table: Table,
  onRepeat: RowTable['onRepeat'] = 'fail',
): RowTable<Table> {
  const columns = Object.entries(getTableColumns(table)).map(([property, column]) => ({
    property,
    name: column.name,
    type: column.getSQLType(),
    nullable: !column.notNull,
    isTime: is(column, PgTimestamp),
  }));
  return {
    table,
    name: getTableName(table),
    columns,
    byProperty: new Map(columns.map((column) => [column.property, column])),
    keys: keyProperties(table, columns),
    versioned: columns.some((column) => column.property === 'version'),
    onRepeat,
  };
}

function keyProperties(table: PgTable, columns: Column[]): string[] {
  const config = getTableConfig(table);
  const names = config.primaryKeys[0]?.columns.map((column) => column.name) ?? [];
  const single = config.columns.filter((column) => column.primary).map((column) => column.name);
  const wanted = new Set(names.length > 0 ? names : single);
  return columns.filter((column) => wanted.has(column.name)).map((column) => column.property);
}

export function keyOf(table: RowTable, row: Record<string, unknown>): string {
  return table.keys.length === 1 ? String(row[table.keys[0] ?? '']) : table.keys.map((key) => row[key]).join('\u001f');
}

/** A row as `row_to_json` gives it, back to the shape that drizzle selects. */
export function rowFromJson<Table extends PgTable>(
  table: RowTable<Table>,
  json: Record<string, unknown>,
): Table['$inferSelect'] {
  const row: Record<string, unknown> = {};
  for (const column of table.columns) {
    const value = json[column.name];
    row[column.property] = column.isTime && typeof value === 'string' ? new Date(value) : value;
  }
  return row;
}
