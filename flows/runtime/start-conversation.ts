import { and, eq } from 'drizzle-orm';
import { emptyState } from '../../crm-core/conversations/conversation-state.ts';
import type { Sender } from '../../crm-core/conversations/lane-event.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { identities } from '../../drizzle/schema/index.ts';
import { newId } from '../../kernel/ids.ts';
import type { LaneTurn } from './lane-turn.ts';

/**
 * The first word of a customer in this chat: his account, contact, person and conversation appear with it. Two workers
 * that both meet a new customer meet again at the unique keys; the slower one finds him known.
 */
export async function startConversation(turn: LaneTurn, sender: Sender): Promise<Row<'conversations'>> {
  const { work, loaded } = turn;
  const identity = (await findIdentity(turn, sender)) ?? newIdentity(turn, sender, newContact(work, sender));
  const conversation = work.conversations.insert({
    id: newId('conversation'),
    projectId: work.projectId,
    channelId: loaded.channelId,
    lane: loaded.lane,
    chatKey: loaded.chatKey,
    identityId: identity.id,
    contactId: identity.contactId,
    state: emptyState,
    speaker: 'bot',
    speakerMemberId: null,
    silentUntil: null,
    attention: null,
    lastMessageAt: work.now,
    lastMessageText: '',
    unread: 0,
    version: 1,
    createdAt: work.now,
  });
  turn.conversationId = conversation.id;
  return conversation;
}

/** An account may be known without this chat, for example from an import. */
async function findIdentity({ work, loaded }: LaneTurn, sender: Sender): Promise<Row<'identities'> | undefined> {
  if (sender.externalId === loaded.chatKey) return loaded.identity;
  const [identity] = await work.db.orm
    .select()
    .from(identities)
    .where(and(eq(identities.channelId, loaded.channelId), eq(identities.externalId, sender.externalId)));
  if (!identity) return undefined;
  work.identities.seed([identity]);
  const contact = await work.contacts.get(identity.contactId);
  await work.people.get(contact.personId);
  return identity;
}

function newContact(work: Work, sender: Sender): Row<'contacts'> {
  const personId = newId('person');
  const contact = work.contacts.insert({
    id: newId('contact'),
    projectId: work.projectId,
    personId,
    name: sender.name,
    phone: sender.phone ?? null,
    email: null,
    variables: {},
    tags: [],
    responsibleId: null,
    blockedAt: null,
    unsubscribedAt: null,
    version: 1,
    createdAt: work.now,
    updatedAt: work.now,
  });
  work.people.insert({
    id: personId,
    projectId: work.projectId,
    primaryContactId: contact.id,
    currentDealId: null,
    version: 1,
  });
  work.emit('contact.created', { contactId: contact.id }, { name: contact.name });
  return contact;
}

function newIdentity({ work, loaded }: LaneTurn, sender: Sender, contact: Row<'contacts'>): Row<'identities'> {
  return work.identities.insert({
    id: newId('identity'),
    projectId: work.projectId,
    channelId: loaded.channelId,
    contactId: contact.id,
    externalId: sender.externalId,
    name: sender.name,
    username: sender.username ?? null,
    phone: sender.phone ?? null,
    unreachable: null,
    version: 1,
    createdAt: work.now,
  });
}
