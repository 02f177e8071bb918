import type { DealRow } from '../../../api/contract/deal-list.ts';

/** The value behind `deal.size` or `contact.city`. */
export function variableOf(row: DealRow, key: string): unknown {
  const name = key.slice(key.indexOf('.') + 1);
  return key.startsWith('deal.') ? row.variables[name] : row.contactVariables[name];
}
