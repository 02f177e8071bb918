import type { Fragment, Sql } from 'postgres';
import { z } from 'zod';
import { parseJson } from '../../kernel/clean-json.ts';
import { badInput } from '../../kernel/errors.ts';
import type { ContactId } from '../../kernel/ids.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import { type contacts, type DuplicateReason, duplicateReason } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { findSuspects, mayBeOne } from './suspects.ts';

const pageSize = 30;

interface PairRow {
  value: string;
  a: ContactId;
  b: ContactId;
}
type Source = (sql: Sql, caller: ProjectCaller, after: string) => Fragment;

/**
 * Pairs that may be one person, strongest reason first, each reason in the order of its values. Within a group all are
 * paired with the oldest. Every statement walks one index and stops after a page.
 */
export const listDuplicates: Handler<typeof contacts.listDuplicates> = async ({ deps, caller, query }) => {
  const { sql } = deps.core.db;
  const from = cursorOf(query.after);
  const pairs: (PairRow & { reason: DuplicateReason })[] = [];
  let next: string | null = null;
  for (const [index, [reason, source]] of sources.entries()) {
    if (index < from.index || next !== null) continue;
    const rows = await sql<PairRow[]>`${source(sql, caller, index === from.index ? from.after : '')}`;
    pairs.push(...rows.map((row) => ({ ...row, reason })));
    const last = rows.at(-1);
    if (pairs.length < pageSize) continue;
    if (last) next = JSON.stringify([reason, last.value]);
  }
  const suspect = await findSuspects(
    sql,
    caller,
    pairs.flatMap(({ a, b }) => [a, b]),
  );
  return {
    pairs: pairs.flatMap(({ reason, value, a, b }) => {
      const [contact, other] = [suspect(a), suspect(b)];
      return contact && other ? [{ reason, value, contact, other }] : [];
    }),
    next,
  };
};

/** A typed phone that another's messenger vouches for; those who have it as their own typed one come with the next source. */
const attested: Source = (sql, { projectId }, after) => sql`
  select v.phone as value, a.id as a, b.id as b
  from (
    select i.phone from identities i
    join contacts o on o.project_id = i.project_id and o.phone = i.phone and o.id <> i.contact_id
    join contacts a on a.id = i.contact_id and a.phone is distinct from i.phone
    where i.project_id = ${projectId} and i.phone is not null and i.phone > ${after} and ${mayBeOne(sql, 'a', 'o')}
    group by i.phone order by i.phone limit ${pageSize}
  ) v
  join identities i on i.project_id = ${projectId} and i.phone = v.phone
  join contacts a on a.id = i.contact_id
  join contacts b on b.project_id = i.project_id and b.phone = v.phone and ${mayBeOne(sql, 'a', 'b')}
  order by v.phone, a.id, b.id`;

function sameValue(column: (sql: Sql, of: string) => Fragment): Source {
  return (sql, { projectId }, after) => sql`
    with groups as materialized (
      select ${column(sql, 'c')} as value from contacts c
      where c.project_id = ${projectId} and ${column(sql, 'c')} is not null and ${column(sql, 'c')} > ${after}
      group by 1 having min(c.person_id) <> max(c.person_id) order by 1 limit ${pageSize}
    )
    select g.value, a.id as a, b.id as b
    from groups g
    cross join lateral (
      select c.id, c.person_id from contacts c
      where c.project_id = ${projectId} and ${column(sql, 'c')} = g.value order by c.id limit 1
    ) a
    cross join lateral (
      select c.id from contacts c
      where c.project_id = ${projectId} and ${column(sql, 'c')} = g.value and ${mayBeOne(sql, 'a', 'c')}
      order by c.id limit 20
    ) b
    order by g.value, b.id`;
}

/** The same end of the phone and much the same name: one of them was typed with a wrong beginning. */
const similar: Source = (sql, { projectId }, after) => sql`
  with groups as materialized (
    select right(c.phone, 7) as value from contacts c
    where c.project_id = ${projectId} and c.phone is not null and right(c.phone, 7) > ${after}
    group by 1 having min(c.person_id) <> max(c.person_id) order by 1 limit ${pageSize}
  )
  select g.value, a.id as a, b.id as b
  from groups g
  join contacts a on a.project_id = ${projectId} and right(a.phone, 7) = g.value and a.phone is not null
  join contacts b on b.project_id = ${projectId} and right(b.phone, 7) = g.value and b.phone is not null
  where a.id < b.id and a.phone <> b.phone and similarity(a.name, b.name) > 0.4 and ${mayBeOne(sql, 'a', 'b')}
  order by g.value, a.id, b.id limit 200`;

const sources: [DuplicateReason, Source][] = [
  ['attested_phone', attested],
  ['phone', sameValue((sql, of) => sql`${sql(`${of}.phone`)}`)],
  ['email', sameValue((sql, of) => sql`lower(${sql(`${of}.email`)})`)],
  ['name_and_phone_tail', similar],
];

const cursor = z.tuple([duplicateReason, z.string().max(250)]);

function cursorOf(after: string | undefined): { index: number; after: string } {
  if (after === undefined) return { index: 0, after: '' };
  const { data } = cursor.safeParse(parseJson(after));
  if (!data) throw badInput('after must be what the page before gave as next');
  return { index: sources.findIndex(([reason]) => reason === data[0]), after: data[1] };
}
