import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Arrival, LaneEvent, Sender } from '../../crm-core/conversations/lane-event.ts';
import type { MessageBody, OutgoingMessage } from '../../crm-core/conversations/message-body.ts';
import { textOf } from '../../crm-core/conversations/message-body.ts';
import type { Database } from '../../drizzle/client.ts';
import { channels, conversations, messages, projects } from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import { type ChannelId, newId, type ProjectId, randomDigits } from '../../kernel/ids.ts';
import type { Receiver } from '../receive.ts';
import { imitated } from './capabilities.ts';
import { type OnScreen, render } from './render.ts';

/** A customer's phone in the page (PRODUCT D26). Phones live in the channel's settings; their screens are the conversation. */
export interface Phone {
  id: string;
  name: string;
  /** E.164. */
  phone: string;
}

export interface PhoneScreen {
  channelId: ChannelId;
  imitates: 'telegram' | 'whatsapp';
  botName: string;
  phone: Phone;
  messages: (OnScreen & { id: string; from: 'customer' | 'bot'; at: Date })[];
}

export type PhoneAct =
  | { kind: 'text'; text: string }
  | { kind: 'start'; payload?: string | undefined }
  | { kind: 'press'; token: string; option: number }
  | { kind: 'share_contact' }
  | { kind: 'photo' };

type ChannelRow = typeof channels.$inferSelect;

const messagesOnScreen = 100;
const maxPhones = 50;

export async function listPhones(db: Database, projectId: ProjectId): Promise<PhoneScreen[]> {
  const [project] = await db.orm.select().from(projects).where(eq(projects.id, projectId));
  const rows = await db.orm
    .select()
    .from(channels)
    .where(and(eq(channels.projectId, projectId), eq(channels.kind, 'simulator'), eq(channels.enabled, true)))
    .orderBy(asc(channels.id));
  const locale = project?.settings.locale ?? 'en';
  const screens = rows.map((row) => Promise.all(phonesOf(row).map((phone) => screenOf(db, row, phone, locale))));
  return (await Promise.all(screens)).flat();
}

/** Adds a customer with a phone of his own. Throws `not_found`. */
export async function addPhone(
  db: Database,
  where: { projectId: ProjectId; channelId: ChannelId },
  name: string | undefined,
): Promise<PhoneScreen> {
  const row = await simulatorOf(db, where);
  const known = phonesOf(row);
  const number = String(known.length + 1).padStart(4, '0');
  const phone: Phone = {
    id: `p-${randomDigits(8)}`,
    name: name ?? `Customer ${known.length + 1}`,
    phone: `+7999555${number}`,
  };
  const phones = [...known.slice(-(maxPhones - 1)), phone];
  await db.sql`
    update channels set settings = jsonb_set(settings, '{phones}', ${JSON.stringify(phones)}::text::jsonb) where id = ${row.id}`;
  return screenOf(db, row, phone, 'en');
}

/** What the customer does becomes an event like any messenger's. Resolves when it is stored. */
export async function actOnPhone(
  deps: { db: Database; receiver: Receiver },
  where: { projectId: ProjectId; channelId: ChannelId; phoneId: string },
  act: PhoneAct,
): Promise<void> {
  const row = await simulatorOf(deps.db, where);
  const phone = phonesOf(row).find((one) => one.id === where.phoneId);
  if (!phone) throw notFound('phone', where.phoneId);
  const sender: Sender = {
    externalId: phone.id,
    name: phone.name,
    // WhatsApp tells the sender's number; Telegram does not.
    ...(imitates(row) === 'whatsapp' && { phone: phone.phone }),
  };
  await deps.receiver.receive(row.id, [arrivalOf(phone, eventOf(phone, sender, act))]);
}

function eventOf(phone: Phone, sender: Sender, act: PhoneAct): LaneEvent {
  const providerId = newId('message');
  const message = (body: MessageBody, extra: object = {}): LaneEvent => ({
    kind: 'message',
    providerId,
    body,
    sender,
    live: true,
    ...extra,
  });
  switch (act.kind) {
    case 'text':
      return message({ kind: 'text', text: act.text });
    case 'start': {
      const text = act.payload ? `/start ${act.payload}` : '/start';
      return message({ kind: 'text', text }, { start: { payload: act.payload ?? '', source: 'deep_link' } });
    }
    case 'press':
      return { kind: 'choice', providerId, token: act.token, option: act.option, sender };
    case 'share_contact':
      return { kind: 'contact_shared', providerId, phone: phone.phone, name: phone.name, verified: true, sender };
    case 'photo':
      return message({
        kind: 'media',
        media: 'image',
        ref: { handle: 'simulator:photo', mime: 'image/jpeg', fileName: 'photo.jpg' },
      });
  }
}

let lastOrder = 0;

/** Strictly growing within the process, as a messenger's own sequence would be. */
function arrivalOf(phone: Phone, event: LaneEvent): Arrival {
  lastOrder = Math.max(lastOrder + 1, Date.now() * 1000);
  return { chatKey: phone.id, key: `s${newId('event')}`, order: lastOrder, event };
}

async function simulatorOf(db: Database, where: { projectId: ProjectId; channelId: ChannelId }): Promise<ChannelRow> {
  const [row] = await db.orm
    .select()
    .from(channels)
    .where(
      and(eq(channels.id, where.channelId), eq(channels.projectId, where.projectId), eq(channels.kind, 'simulator')),
    );
  if (!row) throw notFound('simulator channel', where.channelId);
  return row;
}

function imitates(row: ChannelRow): 'telegram' | 'whatsapp' {
  return row.settings.imitates ?? 'telegram';
}

function phonesOf(row: ChannelRow): Phone[] {
  // Written by `addPhone` and the set-up only.
  return Array.isArray(row.settings.phones) ? (row.settings.phones as Phone[]) : [];
}

async function screenOf(db: Database, row: ChannelRow, phone: Phone, locale: 'ru' | 'en'): Promise<PhoneScreen> {
  const found = await db.orm
    .select({ message: messages })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(
      and(
        eq(conversations.lane, `${row.id}:${phone.id}`),
        inArray(messages.status, ['received', 'sent', 'delivered', 'read']),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(messagesOnScreen);
  const capabilities = imitated[imitates(row)];
  return {
    channelId: row.id,
    imitates: imitates(row),
    botName: row.name,
    phone,
    // A press makes its button flash; no messenger shows it as a message.
    messages: found
      .filter(({ message }) => !isPress(message.body))
      .reverse()
      .map(({ message }) => ({
        id: message.id,
        from: message.direction === 'in' ? ('customer' as const) : ('bot' as const),
        at: message.at,
        ...(isOutgoing(message.body) ? render(message.body, capabilities, locale) : incoming(message.body)),
      })),
  };
}

function isOutgoing(body: MessageBody | OutgoingMessage): body is OutgoingMessage {
  return 'body' in body;
}

function isPress(body: MessageBody | OutgoingMessage): boolean {
  return !isOutgoing(body) && body.kind === 'choice';
}

function incoming(body: MessageBody): OnScreen {
  return { text: textOf(body), ...(body.kind === 'media' && { media: { kind: body.media } }) };
}
