import type { ActorRecord, CauseRecord } from '../../drizzle/schema/documents.ts';
import { notFound } from '../../kernel/errors.ts';
import type { DealId } from '../../kernel/ids.ts';
import { dealScope, maySee } from '../auth/caller.ts';
import type { contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { isoTime } from '../http/iso-time.ts';

const pageSize = 50;

interface EventRow {
  id: string;
  kind: string;
  actor: ActorRecord;
  cause: CauseRecord;
  payload: Record<string, unknown>;
  at: string;
  dealId: DealId | null;
  dealName: string | null;
}

/** What happened to the person: to his contacts, and to those of his deals that the caller may see (PRODUCT D30). */
export const getContactTimeline: Handler<typeof contacts.timeline> = async ({ deps, caller, params, query }) => {
  const { sql } = deps.core.db;
  const scope = dealScope(caller);
  const seen = scope.kind === 'all' ? sql`` : sql`and d.responsible_id = ${scope.memberId}`;
  const crm = maySee(caller.actor.permissions, 'crm');
  const [person] = await sql<{ id: string }[]>`
    select c.person_id as id from contacts c where c.id = ${params.contactId} and c.project_id = ${caller.projectId}`;
  if (!person) throw notFound('contact', params.contactId);
  const page = sql`e.kind not like 'message.%' ${query.before === undefined ? sql`` : sql`and e.id < ${query.before}`}
    order by e.id desc limit ${pageSize + 1}`;
  // Each contact's and each deal's newest events come off an index of their own.
  const rows = await sql<EventRow[]>`
    with own as (
      select c.id from contacts c where c.person_id = ${person.id} and c.project_id = ${caller.projectId}
    ), own_deals as (
      select d.id, d.name from deals d
      where d.contact_id in (select id from own) and d.project_id = ${caller.projectId} and ${crm} ${seen}
    )
    select e.id, e.kind, e.actor, e.cause, e.payload, e.at, null as "dealId", null as "dealName"
    from own o cross join lateral (
      select * from events e where e.contact_id = o.id and e.deal_id is null and ${page}
    ) e
    union all
    select e.id, e.kind, e.actor, e.cause, e.payload, e.at, o.id as "dealId", o.name as "dealName"
    from own_deals o cross join lateral (select * from events e where e.deal_id = o.id and ${page}) e
    order by id desc limit ${pageSize + 1}`;
  const entries = rows.slice(0, pageSize).map(({ dealId, dealName, ...row }) => ({
    ...row,
    at: isoTime(row.at),
    deal: dealId === null ? null : { id: dealId, name: dealName ?? '' },
  }));
  return { entries, next: rows.length > pageSize ? (entries.at(-1)?.id ?? null) : null };
};
