import { type AuditKind, auditKinds } from '../../crm-core/events/event-kind.ts';
import { allows } from '../../crm-core/members/permissions.ts';
import { type Actor, isRestricted } from '../../crm-core/work/actor.ts';
import type { AuditEntry, audit } from '../contract/audit.ts';
import type { Handler } from '../http/handler.ts';
import { isoTime } from '../http/iso-time.ts';

const pageSize = 50;

/** Of each kind the newest are read off the index `events_audit`, and the newest of those make the page. */
export const listAudit: Handler<typeof audit.list> = async ({ deps, caller, params, query }) => {
  const { sql } = deps.core.db;
  const limit = query.limit ?? pageSize;
  const { before = null, memberId = null, from = null, to = null } = query;
  const kinds = kindsFor(caller.actor).filter((kind) => query.kind === undefined || kind === query.kind);
  const rows = await sql<AuditEntry[]>`
    select e.id, e.kind, e.actor, e.at,
      case when exists (select from deals where id = e.deal_id) then e.payload::jsonb || '{"broughtBack": true}'
        else e.payload::jsonb end as payload
    from unnest(${kinds}::text[]) as wanted(kind)
    cross join lateral (
      select * from events
      where project_id = ${params.projectId} and kind = wanted.kind
        and ((deal_id is null and contact_id is null) or kind = 'deal.deleted')
        and (${before}::text is null or id < ${before})
        and (${memberId}::text is null or actor->>'memberId' = ${memberId})
        and (${from}::timestamptz is null or at >= ${from}::timestamptz)
        and (${to}::timestamptz is null or at < ${to}::timestamptz)
      order by id desc limit ${limit + 1}
    ) e
    order by e.id desc limit ${limit + 1}`;
  const entries = rows.slice(0, limit).map((row) => ({ ...row, at: isoTime(row.at) }));
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
};

/** Deals that are gone are told of to who might have seen them all (PRODUCT S17, D30). */
function kindsFor(actor: Actor): AuditKind[] {
  const sees = allows(actor.permissions, 'crm', 'view') && !isRestricted(actor, 'see_others_deals');
  return auditKinds.filter((kind) => sees || kind !== 'deal.deleted');
}
