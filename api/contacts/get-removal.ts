import { dealScope } from '../auth/caller.ts';
import type { contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { textArray } from '../http/text-array.ts';

export const getRemoval: Handler<typeof contacts.removal> = async ({ deps, caller, query }) => {
  const { sql } = deps.core.db;
  const scope = dealScope(caller);
  const seen = scope.kind === 'all' ? sql`` : sql`and t.responsible_id = ${scope.memberId}`;
  const mine = sql`t.project_id = ${caller.projectId} and t.contact_id in (select id from gone)`;
  const [row] = await sql<
    { contacts: number; linked: number; deals: number; conversations: number; tasks: number; notes: number }[]
  >`
    with gone as materialized (
      select c.id, c.person_id from contacts c
      where c.project_id = ${caller.projectId} and c.id = any(${textArray(query.ids)}::text[])
    )
    select (select count(*)::int from gone) as contacts,
      (select count(*)::int from gone g
        where exists (select from contacts o where o.person_id = g.person_id and o.id <> g.id)) as linked,
      (select count(*)::int from deals t where ${mine} ${seen}) as deals,
      (select count(*)::int from conversations t where ${mine}) as conversations,
      (select count(*)::int from tasks t where ${mine}) as tasks,
      (select count(*)::int from notes t where ${mine}) as notes`;
  return row ?? { contacts: 0, linked: 0, deals: 0, conversations: 0, tasks: 0, notes: 0 };
};
