import type { ContactId, ConversationId, DealId, StageId } from '../../kernel/ids.ts';
import { eventually, type Shop, type Stand, theOne } from './stand.ts';

/** What the database holds of a shop, past every cache. */
export interface StoredDeal {
  id: DealId;
  contactId: ContactId;
  /** Name of its stage; null in Unsorted. */
  stage: string | null;
  status: string;
  unsorted: Record<string, unknown> | null;
  variables: Record<string, unknown>;
}

/** Oldest first. */
export function dealsOf({ sql }: Stand, { projectId }: Shop): Promise<StoredDeal[]> {
  return sql<StoredDeal[]>`
    select d.id, d.contact_id as "contactId", s.name as stage, d.status, d.unsorted, d.variables
    from deals d left join stages s on s.id = d.stage_id where d.project_id = ${projectId} order by d.id`;
}

export async function theDeal(stand: Stand, shop: Shop): Promise<StoredDeal> {
  const [deal, ...others] = await dealsOf(stand, shop);
  if (others.length > 0) throw new Error(`There are ${others.length + 1} deals`);
  return theOne(deal);
}

export async function stageNamed({ sql }: Stand, { projectId }: Shop, name: string): Promise<StageId> {
  const [row] = await sql<{ id: StageId }[]>`select id from stages where project_id = ${projectId} and name = ${name}`;
  return theOne(row).id;
}

export interface StoredConversation {
  id: ConversationId;
  speaker: 'bot' | 'human';
  attention: string | null;
  /** Block that the bot stands in. */
  blockId: string | null;
}

export async function conversationWith(
  { sql }: Stand,
  { channelId }: Shop,
  customer: { chatId: number },
): Promise<StoredConversation> {
  const [row] = await sql<StoredConversation[]>`
    select id, speaker, attention, state->'stack'->-1->>'blockId' as "blockId" from conversations
    where channel_id = ${channelId} and chat_key = ${String(customer.chatId)}`;
  return theOne(row);
}

/** Who heard each event of the customer, as the traces tell it, oldest first. */
export async function heardBy({ sql }: Stand, { channelId }: Shop, customer: { chatId: number }): Promise<string[]> {
  const rows = await sql<{ by: string }[]>`
    select step.value->>'by' as by from turns t join conversations c on c.id = t.conversation_id,
      json_array_elements(t.trace->'steps') with ordinality as step(value, place)
    where c.channel_id = ${channelId} and c.chat_key = ${String(customer.chatId)} and step.value->>'kind' = 'heard'
    order by t.id, step.place`;
  return rows.map((row) => row.by);
}

/** Texts of the notifications of one kind, once for each member. */
export async function notices({ sql }: Stand, { projectId }: Shop, kind: string): Promise<string[]> {
  const rows = await sql<{ text: string }[]>`
    select text from notifications where project_id = ${projectId} and kind = ${kind} order by id`;
  return rows.map((row) => row.text);
}

/** Waits until the conversation has something that a human has to know. */
export function attentionOf(stand: Stand, shop: Shop, customer: { chatId: number }): Promise<string> {
  return eventually('somebody to be told', async () => {
    const [row] = await stand.sql<{ attention: string | null }[]>`
      select attention from conversations where channel_id = ${shop.channelId} and chat_key = ${String(customer.chatId)}`;
    return row?.attention ?? undefined;
  });
}
