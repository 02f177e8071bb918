import type { Fragment, Sql } from 'postgres';
import { escapeLike } from '../../board/search-patterns.ts';
import type { Op } from '../../contract/deal-filter.ts';
import { textArray } from '../../http/text-array.ts';
import type { Asker } from './deal-query.ts';
import { dayRange } from './moment-range.ts';

interface VariableCondition {
  op: Op;
  value: unknown;
  /** The jsonb column. */
  variables: Fragment;
  name: string;
  asker: Asker;
}

/** A condition on a variable. Its value may be of any type: numbers are compared with numbers, texts and dates with texts. */
export function variableSql(sql: Sql, { op, value, variables, name, asker }: VariableCondition): Fragment {
  const text = sql`(${variables} ->> ${name}::text)`;
  switch (op) {
    case 'filled':
      return sql`${text} not in ('', '[]', '{}')`;
    case 'contains':
      return sql`${text} ilike ${`%${escapeLike(String(value))}%`}`;
    case 'is':
      return sql`${text} ilike ${escapeLike(String(value))}`;
    case 'any_of':
      return sql`lower(${text}) = any(${textArray(lowered(value))}::text[])`;
    case 'at_least':
      return compared(sql, { variables, name, from: value });
    case 'at_most':
      return compared(sql, { variables, name, to: value });
    case 'between': {
      const [from, to] = Array.isArray(value) ? value : [];
      return compared(sql, { variables, name, from, to });
    }
    default:
      return sql`(${text} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' and ${compared(sql, { variables, name, ...dayRange(op, value, asker) })})`;
  }
}

/** Both ends within. What is of another type than the ends is outside. */
function compared(
  sql: Sql,
  { variables, name, from, to }: { variables: Fragment; name: string; from?: unknown; to?: unknown },
): Fragment {
  const isNumber = typeof (from ?? to) === 'number';
  const wanted = sql`jsonb_typeof(${variables} -> ${name}::text) = ${isNumber ? 'number' : 'string'}`;
  const value = isNumber
    ? sql`case when ${wanted} then (${variables} ->> ${name}::text)::numeric end`
    : sql`case when ${wanted} then nullif(${variables} ->> ${name}::text, '') collate "C" end`;
  const end = (limit: unknown) => (isNumber ? sql`${String(limit)}::numeric` : sql`${String(limit)}::text`);
  const parts = [
    ...(from === undefined ? [] : [sql`${value} >= ${end(from)}`]),
    ...(to === undefined ? [] : [sql`${value} <= ${end(to)}`]),
  ];
  return parts.reduce((all, one) => sql`${all} and ${one}`);
}

function lowered(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map((one) => String(one).toLowerCase());
}
