import { and, eq, inArray } from 'drizzle-orm';
import { notifications } from '../../drizzle/schema/index.ts';
import { type ConversationId, type DealId, type MemberId, newId, type TaskId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { activeMembers, findMember } from './known-members.ts';

export interface Notice {
  /** `responsible`: of the deal, else of its or the conversation's contact, else everybody. */
  to: 'all' | 'responsible' | readonly MemberId[];
  /** What makes it one notification per member, however often it is asked for. */
  key: string;
  kind: Row<'notifications'>['kind'];
  text: string;
  dealId?: DealId | null;
  conversationId?: ConversationId | null;
  taskId?: TaskId | null;
}

/** A line in the bell of each active member named. Asked for by flows and by Voronka itself, so it needs no permission. */
export async function notifyMembers(work: Work, notice: Notice): Promise<void> {
  const told = await toldAlready(work, notice.key);
  const memberIds = (await recipients(work, notice)).filter((id) => !told.has(id));
  if (memberIds.length === 0) return;
  for (const memberId of memberIds) {
    work.notifications.insert({
      id: newId('notification'),
      projectId: work.projectId,
      memberId,
      key: notice.key,
      kind: notice.kind,
      text: notice.text,
      dealId: notice.dealId ?? null,
      conversationId: notice.conversationId ?? null,
      taskId: notice.taskId ?? null,
      readAt: null,
      createdAt: work.now,
    });
  }
  work.emit('notification.created', { dealId: notice.dealId ?? null }, { memberIds, kind: notice.kind });
}

async function toldAlready(work: Work, key: string): Promise<Set<MemberId>> {
  const all = activeMembers(work.config).map((member) => member.row.id);
  const stored = await work.db.orm
    .select({ memberId: notifications.memberId })
    .from(notifications)
    .where(and(inArray(notifications.memberId, all), eq(notifications.key, key)));
  const now = work.notifications.seen().filter((row) => row.key === key);
  return new Set([...stored, ...now].map((row) => row.memberId));
}

async function recipients(work: Work, notice: Notice): Promise<MemberId[]> {
  const active = activeMembers(work.config).map((member) => member.row.id);
  if (notice.to === 'all') return active;
  if (notice.to !== 'responsible') return active.filter((id) => notice.to.includes(id));
  const responsible = findMember(work.config, await responsibleId(work, notice));
  return responsible?.row.active ? [responsible.row.id] : active;
}

async function responsibleId(work: Work, notice: Notice): Promise<MemberId | null> {
  const deal = notice.dealId ? await work.deals.find(notice.dealId) : undefined;
  if (deal?.responsibleId) return deal.responsibleId;
  const conversation = notice.conversationId ? await work.conversations.find(notice.conversationId) : undefined;
  const contactId = conversation?.contactId ?? deal?.contactId;
  const contact = contactId ? await work.contacts.find(contactId) : undefined;
  return contact?.responsibleId ?? null;
}
