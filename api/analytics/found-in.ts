import type { Fragment, Sql } from 'postgres';
import { textArray } from '../http/text-array.ts';
import { type DealChoice, inPipelines } from './deal-choice.ts';
import type { Period } from './periods.ts';

/** Deals created in the period. */
export function createdIn(sql: Sql, { begin, end }: Pick<Period, 'begin' | 'end'>): Fragment {
  return sql`d.created_at >= ${begin.toISOString()} and d.created_at < ${end.toISOString()}`;
}

/** Deals that were closed so in the period; all closed deals have a pipeline, and are found by it. */
export function closedIn(
  sql: Sql,
  choice: DealChoice,
  { begin, end }: Pick<Period, 'begin' | 'end'>,
  statuses: readonly ('won' | 'lost' | 'archived')[],
): Fragment {
  return sql`d.status <> 'open' and d.status = any(${textArray(statuses)}::text[]) and ${inPipelines(sql, choice)}
    and d.closed_at >= ${begin.toISOString()} and d.closed_at < ${end.toISOString()}`;
}

/** The number of the part in which a moment lies, from 1. The parts join without gaps. */
export function partOf(sql: Sql, moment: Fragment, parts: readonly Period[]): Fragment {
  const begins = `{${parts.map(({ begin }) => begin.toISOString()).join(',')}}`;
  return sql`width_bucket(${moment}, ${begins}::timestamptz[])`;
}
