import type { PostgresType } from 'postgres';
import { arrayLiteral } from './array-literal.ts';

/**
 * Lists as PostgreSQL arrays. The driver would ask the server for these types at each new connection, and that question
 * fails without a catcher when the server goes away meanwhile; the few that we use are known.
 */
export const arrayTypes: Record<string, PostgresType> = {
  textArray: arrayType(1009, (item) => item),
  integerArray: arrayType(1007, Number),
  bigintArray: arrayType(1016, Number),
};

function arrayType(oid: number, read: (item: string) => unknown): PostgresType {
  return {
    to: oid,
    from: [oid],
    serialize: (value: unknown) => (Array.isArray(value) ? arrayLiteral(value) : String(value)),
    parse: (text: string) => itemsOf(text).map((item) => (item === null ? null : read(item))),
  };
}

/** Items of a one-dimensional array literal: quoted with backslashes, or bare. */
function itemsOf(literal: string): (string | null)[] {
  const items = literal.slice(1, -1).match(/"(?:[^"\\]|\\.)*"|[^,]+/gs) ?? [];
  return items.map((item) => {
    if (item.startsWith('"')) return item.slice(1, -1).replace(/\\(.)/gs, '$1');
    return item === 'NULL' ? null : item;
  });
}
