import type { Row } from '../work/tables.ts';

/** As a work knows the row. */
export function rowKey({ importId, number }: Pick<Row<'importRows'>, 'importId' | 'number'>): string {
  return `${importId}\u001f${number}`;
}
