import { desc, eq } from 'drizzle-orm';
import { type TriggerKind, triggerKinds } from '../../crm-core/events/event-kind.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { conversations } from '../../drizzle/schema/index.ts';
import type { ContactId } from '../../kernel/ids.ts';
import type { FlowAt } from '../engine/turn.ts';
import type { FlowVersions } from './flow-versions.ts';

/** Behind whatever the customer has said by then. */
const position = 9_000_000_000_000_000;

/**
 * Flows may start from what happens in the CRM (PRODUCT D19): such an event becomes an event of the customer's latest
 * conversation, in the same transaction, whoever caused it. Projects whose flows listen to none pay nothing.
 */
export async function addTriggers(versions: FlowVersions, work: Work): Promise<void> {
  const told = [...work.changesOf('events')].flatMap(({ kind, row }) =>
    kind === 'insert' && isTrigger(row) ? [row] : [],
  );
  if (told.length === 0 || !someListens(versions.published(work.config))) return;
  for (const event of told) {
    const conversation = event.contactId && (await latestConversation(work, event.contactId));
    if (conversation) tellLane(work, event, conversation);
  }
}

function isTrigger(event: Row<'events'>): boolean {
  return event.contactId !== null && triggerKinds.includes(event.kind as TriggerKind);
}

function someListens(flows: readonly FlowAt[]): boolean {
  return flows.some(({ flow }) => flow.listeners.some(({ rule }) => rule.as === 'crm_event'));
}

async function latestConversation(
  work: Work,
  contactId: ContactId,
): Promise<Pick<Row<'conversations'>, 'channelId' | 'lane'> | undefined> {
  const seen = work.conversations.seen().find((one) => one.contactId === contactId);
  if (seen) return seen;
  const [row] = await work.db.orm
    .select({ channelId: conversations.channelId, lane: conversations.lane })
    .from(conversations)
    .where(eq(conversations.contactId, contactId))
    .orderBy(desc(conversations.lastMessageAt))
    .limit(1);
  return row;
}

function tellLane(
  work: Work,
  event: Row<'events'>,
  { channelId, lane }: Pick<Row<'conversations'>, 'channelId' | 'lane'>,
): void {
  work.inbox.insert({
    channelId,
    key: `event:${event.id}`,
    lane,
    position,
    event: { kind: 'crm', eventId: event.id, event: event.kind, payload: event.payload },
    receivedAt: work.now,
    attempts: 0,
    visibleAt: null,
    doneAt: null,
    parked: null,
  });
}
