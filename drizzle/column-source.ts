import { arrayLiteral } from './array-literal.ts';

/** A column of rows that are handed to a statement. */
export interface SourceColumn<Item> {
  name: string;
  /** As SQL writes it, for example `timestamp with time zone`. */
  type: string;
  nullable: boolean;
  of(item: Item): unknown;
}

/**
 * Rows as a table of the statement, to stand behind `from` under a name: one parameter a column, beginning with `$first`,
 * whatever the number of rows. PostgreSQL reads arrays in half the time of a JSON object a row, and the JSON of a whole
 * column at once in half the time of one value after the other.
 */
export function columnSource(columns: readonly Omit<SourceColumn<never>, 'of'>[], first: number): string {
  const lists = columns.map(({ name, type }, at) => `${listOf(type, `$${first + at}`)} as ${name}`);
  return `(select ${columns.map(cellOf).join(', ')} from (select ${lists.join(', ')}) lists)`;
}

/**
 * The parameters of the same table. A column in which every value is null travels as null: its list is then empty, and
 * the longer ones beside it fill it up with nulls.
 */
export function columnValues<Item>(columns: readonly SourceColumn<Item>[], items: readonly Item[]): (string | null)[] {
  return columns.map(({ type, of }) => {
    const values = items.map(of);
    if (values.every((value) => value === null || value === undefined)) return null;
    return isJson(type) ? JSON.stringify(values) : arrayLiteral(values);
  });
}

function isJson(type: string): boolean {
  return type === 'json' || type === 'jsonb';
}

function listOf(type: string, parameter: string): string {
  if (isJson(type)) return `${type}_array_elements(${parameter}::text::${type})`;
  const [, element = type, collation = ''] = /^(text)( collate .*)$/i.exec(type) ?? [];
  // A list in a cell travels as its own literal: PostgreSQL would flatten a list of lists.
  const carried = element.endsWith('[]') ? 'text' : element;
  return `unnest(${parameter}::${carried}[]${collation})`;
}

function cellOf({ name, type, nullable }: Omit<SourceColumn<never>, 'of'>): string {
  if (type.endsWith('[]')) return `${name}::${type}`;
  if (!nullable || !isJson(type)) return name;
  return `case when ${type}_typeof(${name}) <> 'null' then ${name} end as ${name}`;
}
