import type { TransactionSql } from 'postgres';
import type { ProjectSettings } from '../../drizzle/schema/documents.ts';
import type { ContactId, DealId, ProjectId } from '../../kernel/ids.ts';
import type { ErasedContact } from './erase-contact.ts';

interface Of {
  projectId: ProjectId;
  contactIds: ContactId[];
  dealIds: DealId[];
}

/** Conversations with all that came of them: what was said, thought, waited for and is still to be sent. Returns how many messages. */
export async function eraseTalk(sql: TransactionSql, { projectId, contactIds, dealIds }: Of): Promise<number> {
  const accounts = await sql<{ channelId: string; externalId: string }[]>`
    select channel_id as "channelId", external_id as "externalId" from identities
    where project_id = ${projectId} and contact_id = any(${contactIds})`;
  const conversations = await sql<{ id: string; lane: string; chatKey: string; channelId: string }[]>`
    select id, lane, chat_key as "chatKey", channel_id as "channelId" from conversations
    where project_id = ${projectId} and contact_id = any(${contactIds}) order by id for update`;
  const ids = conversations.map(({ id }) => id);
  const lanes = conversations.map(({ lane }) => lane);
  for (const table of ['timers', 'effects', 'turns']) {
    await sql`delete from ${sql(table)} where project_id = ${projectId} and conversation_id = any(${ids})`;
  }
  await sql`
    delete from outbox where project_id = ${projectId} and channel_id = any(${conversations.map((one) => one.channelId)})
      and lane = any(${lanes})`;
  const messages = await sql`delete from messages where project_id = ${projectId} and conversation_id = any(${ids})`;
  await sql`
    delete from notifications
    where project_id = ${projectId} and (conversation_id = any(${ids}) or deal_id = any(${dealIds}))`;
  await sql`delete from inbox where lane = any(${lanes}) or lane = any(${lanesOf(accounts)})`;
  await eraseQuarantine(sql, [
    ...accounts,
    ...conversations.map(({ channelId, chatKey }) => ({ channelId, externalId: chatKey })),
  ]);
  await sql`delete from conversations where project_id = ${projectId} and id = any(${ids})`;
  await sql`delete from identities where project_id = ${projectId} and contact_id = any(${contactIds})`;
  return messages.count;
}

/** A private chat is called like its customer. */
function lanesOf(accounts: readonly { channelId: string; externalId: string }[]): string[] {
  return accounts.map(({ channelId, externalId }) => `${channelId}:${externalId}`);
}

/** Bodies that nobody could read are kept as bytes; those that name the account go. */
async function eraseQuarantine(sql: TransactionSql, names: readonly { channelId: string; externalId: string }[]) {
  for (const { channelId, externalId } of names) {
    await sql`
      delete from quarantine
      where channel_id = ${channelId} and position(convert_to(${externalId}, 'UTF8') in body) > 0`;
  }
}

/** What people wrote down or attached, and the files that the contact came from or was found in. */
export async function eraseFromFiles(
  sql: TransactionSql,
  { projectId, contacts, dealIds }: { projectId: ProjectId; contacts: readonly ErasedContact[]; dealIds: DealId[] },
): Promise<void> {
  const ids = contacts.map(({ id }) => id);
  for (const table of ['notes', 'tasks', 'files']) {
    await sql`
      delete from ${sql(table)}
      where project_id = ${projectId} and (contact_id = any(${ids}) or deal_id = any(${dealIds}))`;
  }
  // Deals that were deleted by a mass action are remembered whole, to be brought back.
  await sql`
    delete from mass_items
    where project_id = ${projectId} and (deal_id = any(${dealIds}) or exists (
      select 1 from jsonb_path_query(memory, '$.rows.deals[*].contactId') contact where contact #>> '{}' = any(${ids})))`;
  const said = contacts.flatMap(({ name, phone, email }) => [name, phone, email].filter((one) => one !== null));
  await sql`
    update import_rows set cells = '[]', problems = '[]', memory = null, contact_id = null
    where project_id = ${projectId}
      and (contact_id = any(${ids}) or deal_id = any(${dealIds}) or cells ?| ${said}::text[])`;
}

/** Kinds and facts of a deal's history that say nothing of a person. */
const kept = [
  ...['deal.created', 'deal.changed', 'deal.moved', 'deal.accepted', 'deal.won', 'deal.lost', 'deal.archived'],
  ...['deal.restored', 'deal.unaccepted', 'deal.deleted', 'deal.responsible_changed'],
];
const facts = ['from', 'to', 'inStageMs', 'amount', 'currency', 'status', 'unsorted'];

export async function eraseFromEvents(sql: TransactionSql, { projectId, contactIds, dealIds }: Of): Promise<void> {
  const theirs = sql`project_id = ${projectId} and (deal_id = any(${dealIds}) or contact_id = any(${contactIds}))`;
  await sql`delete from events where ${theirs} and not (kind = any(${kept}))`;
  await sql`
    update events set contact_id = null,
      actor = case when actor->>'kind' = 'contact' then jsonb_set(actor::jsonb, '{name}', '""')::json else actor end,
      payload = (coalesce((select jsonb_object_agg(key, value) from jsonb_each(payload::jsonb) where key = any(${facts})), '{}')
        || case when payload::jsonb->'changes' ? 'amount'
            then jsonb_build_object('changes', jsonb_build_object('amount', payload::jsonb->'changes'->'amount')) else '{}' end
        )::json
    where ${theirs}`;
  await sql`
    update events set payload = '{"change": "done", "name": ""}'
    where project_id = ${projectId} and kind = 'contact.exported' and payload->>'contactId' = any(${contactIds})`;
  // Whoever was linked with him remembers his name.
  await sql`
    delete from events where project_id = ${projectId} and kind in ('contact.linked', 'contact.unlinked')
      and payload->'from'->>'contactId' = any(${contactIds})`;
}

/** A reason in free words goes, one of the project's list stays: it is counted. */
export async function eraseFromDeals(
  sql: TransactionSql,
  deals: { projectId: ProjectId; dealIds: DealId[]; name: string; settings: ProjectSettings; now: Date },
): Promise<void> {
  const { projectId, dealIds, name, settings, now } = deals;
  const reasons = [...settings.lostReasons, ...settings.archiveReasons];
  await sql`
    update deals set name = ${name}, description = '', variables = '{}', tags = '{}', contact_id = null,
      close_reason = case when close_reason = any(${reasons}) then close_reason end,
      version = version + 1, updated_at = ${now.toISOString()}
    where project_id = ${projectId} and id = any(${dealIds})`;
  await sql`update people set current_deal_id = null, version = version + 1 where project_id = ${projectId} and current_deal_id = any(${dealIds})`;
}
