import { createHash } from 'node:crypto';
import type { CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update, User } from 'grammy/types';
import type { Arrival, LaneEvent, Sender, StartPayload } from '../../crm-core/conversations/lane-event.ts';
import { readPress } from './callback-data.ts';
import { type Fields, fieldsOf, idIn, textIn } from './fields.ts';
import { parseBody, serviceKind } from './parse-body.ts';
import { parseContact } from './parse-contact.ts';

export interface ParsedUpdate {
  arrivals: Arrival[];
  /** A press that waits for an answer: acknowledge it once the arrivals are stored. */
  callbackId?: string;
}

/** What Telegram calls the header that carries our secret on every webhook. */
export const telegramSecretHeader = 'x-telegram-bot-api-secret-token';

/**
 * Telegram's update as neutral events. Takes anything that was parsed from JSON and never throws: what is of no use to us
 * becomes an `ignored` event that names its kind, so that nothing disappears without a trace.
 */
export function parseUpdate(update: unknown): ParsedUpdate {
  const fields = fieldsOf<Update>(update) ?? {};
  const { chatKey, event } = read(fields);
  const callbackId = textIn(fieldsOf<CallbackQuery>(fields.callback_query)?.id);
  return {
    arrivals: [{ chatKey, ...seatOf(fields.update_id, update), event }],
    ...(callbackId !== undefined && { callbackId }),
  };
}

type Heard = Pick<Arrival, 'chatKey' | 'event'>;

/** Telegram fills exactly one field beside `update_id`, and that is the update's kind. */
function read(update: Fields<Update>): Heard {
  const [kind, value] = Object.entries(update).find(([name]) => name !== 'update_id') ?? ['empty', undefined];
  switch (kind) {
    case 'message':
      return parseMessage(fieldsOf(value));
    case 'edited_message':
      return parseEdit(fieldsOf(value));
    case 'callback_query':
      return parseCallback(fieldsOf(value));
    case 'my_chat_member':
      return parseReachability(fieldsOf(value));
    default:
      return { chatKey: someChat(value), event: ignored(kind) };
  }
}

/** Ids rise by one, but start anew at random after a silent week: a key and an order, never a high-water mark. */
function seatOf(updateId: unknown, update: unknown): Pick<Arrival, 'key' | 'order'> {
  if (typeof updateId === 'number' && Number.isSafeInteger(updateId)) return { key: `u${updateId}`, order: updateId };
  const hash = createHash('sha256').update(JSON.stringify(update) ?? 'nothing');
  return { key: `h${hash.digest('hex').slice(0, 32)}`, order: 0 };
}

function parseMessage(message: Fields<Message> | undefined): Heard {
  const talk = privateTalk('message', message);
  if ('event' in talk) return talk;
  const { chatKey, sender, providerId } = talk;
  const service = serviceKind(talk.message);
  if (service) return { chatKey, event: ignored(`message:${service}`) };
  const contact = parseContact(talk.message);
  if (contact) return { chatKey, event: { kind: 'contact_shared', providerId, ...contact, sender } };
  const start = startOf(talk.message);
  const body = parseBody(talk.message);
  return { chatKey, event: { kind: 'message', providerId, body, sender, live: true, ...(start && { start }) } };
}

function parseEdit(message: Fields<Message> | undefined): Heard {
  const talk = privateTalk('edited_message', message);
  if ('event' in talk) return talk;
  const { chatKey, sender, providerId } = talk;
  // A live location reports every few metres, each time as an edit.
  if (talk.message.location) return { chatKey, event: ignored('edited_message:live_location') };
  return {
    chatKey,
    event: { kind: 'edited', targetProviderId: providerId, body: parseBody(talk.message), sender },
  };
}

interface Talk {
  chatKey: string;
  providerId: string;
  sender: Sender;
  message: Fields<Message>;
}

/** Lets through what one person says to the bot in their private chat; everything else is ignored by its reason. */
function privateTalk(kind: string, message: Fields<Message> | undefined): Talk | Heard {
  const chat = fieldsOf<Chat.PrivateChat>(message?.chat);
  const chatKey = idIn(chat?.id);
  const providerId = idIn(message?.message_id);
  if (!message || !chat || chatKey === undefined || providerId === undefined) {
    return { chatKey: chatKey ?? nowhere, event: ignored(`${kind}:malformed`) };
  }
  const ignore = (why: string): Heard => ({ chatKey, event: ignored(`${kind}:${why}`) });
  if (chat.type !== 'private') return ignore(textIn(chat.type) ?? 'malformed');
  // A business account's chat: the owner's own words and our echoes come back here, and answering them would loop.
  if (message.business_connection_id) return ignore('business');
  const from = fieldsOf<User>(message.from);
  if (from?.is_bot === true) return ignore('from_bot');
  return { chatKey, providerId, sender: senderOf(from, chatKey), message };
}

/** Deep-link payloads are short and plain; anything else after /start was typed. A forwarded link is somebody else's. */
function startOf(message: Fields<Message>): StartPayload | undefined {
  if (message.forward_origin) return undefined;
  const payload = /^\/start(?:@\w+)? ([\w-]{1,64})$/.exec(textIn(message.text) ?? '')?.[1];
  return payload === undefined ? undefined : { payload, source: 'deep_link' };
}

/** The pressed message may be too old to be shown to us (`InaccessibleMessage`), but it still names its chat. */
function parseCallback(query: Fields<CallbackQuery> | undefined): Heard {
  const message = fieldsOf<Message>(query?.message);
  const chat = fieldsOf<Chat.PrivateChat>(message?.chat);
  const from = fieldsOf<User>(query?.from);
  const callbackId = textIn(query?.id);
  const chatKey = idIn(chat?.id) ?? idIn(from?.id);
  if (chatKey === undefined || callbackId === undefined) {
    return { chatKey: chatKey ?? nowhere, event: ignored('callback_query:malformed') };
  }
  if (chat && chat.type !== 'private') return { chatKey, event: ignored(`callback_query:${textIn(chat.type)}`) };
  if (message?.business_connection_id) return { chatKey, event: ignored('callback_query:business') };
  return {
    chatKey,
    event: {
      kind: 'choice',
      providerId: callbackId,
      ...readPress(query?.data),
      sender: senderOf(from, chatKey),
      callbackId,
    },
  };
}

/** In a private chat Telegram sends this only when the customer blocks the bot or lets it back. */
function parseReachability(update: Fields<ChatMemberUpdated> | undefined): Heard {
  const chat = fieldsOf<Chat.PrivateChat>(update?.chat);
  const chatKey = idIn(chat?.id);
  if (chatKey === undefined) return { chatKey: nowhere, event: ignored('my_chat_member:malformed') };
  const status = textIn(fieldsOf<ChatMember>(update?.new_chat_member)?.status);
  const reachable = status === 'member' ? true : status === 'kicked' ? false : undefined;
  if (chat?.type !== 'private' || reachable === undefined) {
    return { chatKey, event: ignored(`my_chat_member:${textIn(chat?.type)}:${status}`) };
  }
  const reason = reachable ? 'bot was unblocked by the user' : 'bot was blocked by the user';
  const sender = senderOf(fieldsOf<User>(update?.from), chatKey);
  return { chatKey, event: { kind: 'reachability', reachable, reason, sender } };
}

/** In a private chat the chat's id is the customer's own, so it stands in for a missing sender. */
function senderOf(from: Fields<User> | undefined, chatKey: string): Sender {
  const name = [textIn(from?.first_name), textIn(from?.last_name)].filter((part) => part !== undefined).join(' ');
  const username = textIn(from?.username);
  const locale = textIn(from?.language_code);
  return {
    externalId: idIn(from?.id) ?? chatKey,
    name: name.trim(),
    ...(username !== undefined && { username }),
    ...(locale !== undefined && { locale }),
  };
}

const nowhere = 'none';

function someChat(value: unknown): string {
  const fields = fieldsOf<Pick<Message, 'chat' | 'from'>>(value);
  return idIn(fieldsOf<Chat>(fields?.chat)?.id) ?? idIn(fieldsOf<User>(fields?.from)?.id) ?? nowhere;
}

function ignored(providerKind: string): LaneEvent {
  return { kind: 'ignored', providerKind: providerKind.slice(0, 64) };
}
