import { type EventKind, eventKinds } from '../../crm-core/events/event-kind.ts';
import type { ActorRecord, CauseRecord } from '../../drizzle/schema/documents.ts';
import { badInput, notFound } from '../../kernel/errors.ts';
import { isId } from '../../kernel/ids.ts';
import { maySee } from '../auth/caller.ts';
import type { deals, TimelineAbout } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { isoTime } from '../http/iso-time.ts';
import { textArray } from '../http/text-array.ts';
import { findCards } from './find-cards.ts';

const pageSize = 50;

const kindsAbout: Record<TimelineAbout, readonly EventKind[]> = {
  stages: [
    ...(['deal.created', 'deal.moved', 'deal.accepted', 'deal.won', 'deal.lost'] as const),
    ...(['deal.archived', 'deal.restored', 'deal.unaccepted'] as const),
  ],
  fields: ['deal.changed', 'deal.responsible_changed'],
  tasks: ['task.created', 'task.changed', 'task.done', 'task.removed'],
  notes: ['note.created', 'note.changed', 'note.removed', 'file.added', 'file.removed'],
  contact: eventKinds.filter((kind) => /^(contact|conversation)\./.test(kind)),
};

interface EventRow {
  id: string;
  kind: string;
  actor: ActorRecord;
  cause: CauseRecord;
  payload: Record<string, unknown>;
  at: string;
  conversationId: string | null;
}

/** What happened to the deal and, between its events, to its contact (PRODUCT D11). Messages have their own place. */
export const getTimeline: Handler<typeof deals.timeline> = async ({ deps, caller, params, query }) => {
  const { db } = deps.core;
  const { sql } = db;
  const { dealId, projectId } = params;
  if (query.before !== undefined && !isId('event', query.before)) throw badInput('before must be the id of an entry');
  const [found] = await findCards(db, caller, [dealId]);
  if (!found) throw notFound('deal', dealId);
  const contactId = maySee(caller.actor.permissions, 'contacts') ? found.row.contactId : null;
  const columns = sql`e.id, e.kind, e.actor, e.cause, e.payload, e.at,
    (select m.conversation_id from messages m where m.id = e.cause->>'messageId') as "conversationId"`;
  const kinds = query.about && kindsAbout[query.about];
  const mine = sql`e.project_id = ${projectId} and e.kind not like 'message.%'
    and ${kinds ? sql`e.kind = any(${textArray(kinds)}::text[])` : sql`true`}
    and ${query.before === undefined ? sql`true` : sql`e.id < ${query.before}`}
    order by e.id desc limit ${pageSize + 1}`;
  const rows = await sql<EventRow[]>`
    (select ${columns} from events e where e.deal_id = ${dealId} and ${mine})
    union all
    (select ${columns} from events e where e.contact_id = ${contactId} and e.deal_id is null and ${mine})
    order by id desc limit ${pageSize + 1}`;
  const entries = rows.slice(0, pageSize).map(({ conversationId, cause, ...row }) => ({
    ...row,
    cause: { ...cause, ...(conversationId && { conversationId }) },
    at: isoTime(row.at),
  }));
  return { entries, next: rows.length > pageSize ? (entries.at(-1)?.id ?? null) : null };
};
