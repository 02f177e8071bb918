import type { ProjectConfig } from '../../crm-core/config/project-config.ts';
import type { Permissions } from '../../crm-core/members/permissions.ts';
import type { UnsortedReason, Variables } from '../../drizzle/schema/documents.ts';
import type {
  ChannelId,
  ContactId,
  DealId,
  MemberId,
  PersonId,
  PipelineId,
  StageId,
  TaskId,
} from '../../kernel/ids.ts';
import { maySee, type ProjectCaller } from '../auth/caller.ts';
import type { DealCard } from '../contract/deals.ts';
import { isoTime } from '../http/iso-time.ts';

/** A deal with its contact as the card queries read it. Times are the database's text, which keeps microseconds. */
export interface CardRow {
  id: DealId;
  version: number;
  name: string;
  description: string;
  contactId: ContactId | null;
  contactName: string | null;
  phone: string | null;
  email: string | null;
  personId: PersonId | null;
  amount: string | null;
  currency: string;
  responsibleId: MemberId | null;
  pipelineId: PipelineId | null;
  stageId: StageId | null;
  status: DealCard['status'];
  rank: string;
  unsorted: UnsortedReason | null;
  closeReason: string | null;
  closedAt: string | null;
  stageEnteredAt: string;
  createdAt: string;
  updatedAt: string;
  tags: string[];
  variables: Variables;
}

/** What is said in all conversations of a person, whichever messenger they are in. */
export interface Talk {
  channelIds: ChannelId[];
  unread: number;
  lastAt: string | null;
  lastText: string | null;
}

export interface NextTask {
  id: TaskId;
  title: string;
  dueAt: string | null;
}

export interface CardExtras {
  talk: Talk | undefined;
  nextTask: NextTask | undefined;
  merged: number;
}

/** For whom a card is made: the project's channels, and what his role lets him see. */
export interface CardReader {
  config: ProjectConfig;
  permissions: Permissions;
}

export function readerOf({ config, actor }: ProjectCaller): CardReader {
  return { config, permissions: actor.permissions };
}

/** A section that the caller may not see is not shown on cards either (PRODUCT S17). */
export function dealCard(row: CardRow, extras: CardExtras, { config, permissions }: CardReader): DealCard {
  const contacts = maySee(permissions, 'contacts');
  const talk = maySee(permissions, 'inbox') ? extras.talk : undefined;
  const task = maySee(permissions, 'tasks') ? extras.nextTask : undefined;
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    description: row.description,
    contactId: row.contactId,
    contactName: row.contactName,
    phone: contacts ? row.phone : null,
    email: contacts ? row.email : null,
    amount: row.amount === null ? null : Number(row.amount),
    currency: row.currency,
    responsibleId: row.responsibleId,
    pipelineId: row.pipelineId,
    stageId: row.stageId,
    status: row.status,
    rank: row.rank,
    unsorted: row.unsorted,
    closeReason: row.closeReason,
    closedAt: row.closedAt && isoTime(row.closedAt),
    stageEnteredAt: isoTime(row.stageEnteredAt),
    createdAt: isoTime(row.createdAt),
    updatedAt: isoTime(row.updatedAt),
    tags: row.tags,
    variables: row.variables,
    channels: channelsOf(extras.talk, config),
    nextTask: task ? { ...task, dueAt: task.dueAt && isoTime(task.dueAt) } : null,
    unread: talk?.unread ?? 0,
    lastMessageAt: talk?.lastAt ? isoTime(talk.lastAt) : null,
    lastMessageText: talk?.lastText ?? null,
    merged: extras.merged,
  };
}

/** Each kind once: two bots of one messenger are one sign on the card. */
function channelsOf(talk: Talk | undefined, config: ProjectConfig): DealCard['channels'] {
  const found: DealCard['channels'] = [];
  for (const id of talk?.channelIds ?? []) {
    const channel = config.channels.find((one) => one.id === id);
    if (!channel) continue;
    const imitates = channel.settings.imitates ?? null;
    if (found.some((sign) => sign.kind === channel.kind && sign.imitates === imitates)) continue;
    found.push({ kind: channel.kind, imitates });
  }
  return found;
}
