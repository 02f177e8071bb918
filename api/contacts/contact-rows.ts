import type { Fragment, Sql } from 'postgres';
import type { Variables } from '../../drizzle/schema/documents.ts';
import type { ChannelId, ContactId, MemberId, PersonId } from '../../kernel/ids.ts';
import { dealScope, maySee, type ProjectCaller } from '../auth/caller.ts';
import type { ContactRow } from '../contract/contacts.ts';
import { isoTime } from '../http/iso-time.ts';

/** A contact of the list as its query reads it. */
export interface RowOfContact {
  id: ContactId;
  personId: PersonId;
  name: string;
  phone: string | null;
  email: string | null;
  variables: Variables;
  tags: string[];
  responsibleId: MemberId | null;
  version: number;
  blocked: boolean;
  unsubscribed: boolean;
  createdAt: string;
  channelIds: ChannelId[] | null;
  deals: number;
  openDeals: number;
  lastMessageAt: string | null;
  lastMessageText: string | null;
  merged: number;
}

/** What a row shows of `contacts c`; each part reads its own index, for the rows of the page alone. */
export function rowColumns(sql: Sql): Fragment {
  return sql`
    c.id, c.person_id as "personId", c.name, c.phone, c.email, c.variables, to_json(c.tags) as tags,
    c.responsible_id as "responsibleId", c.version, c.blocked_at is not null as blocked,
    c.unsubscribed_at is not null as unsubscribed, c.created_at as "createdAt",
    a.ids as "channelIds", coalesce(d.deals, 0)::int as deals, coalesce(d.open, 0)::int as "openDeals",
    v.last_message_at as "lastMessageAt", v.last_message_text as "lastMessageText",
    (select count(*)::int - 1 from contacts o where o.person_id = c.person_id) as merged`;
}

export function rowJoins(sql: Sql, caller: ProjectCaller): Fragment {
  const scope = dealScope(caller);
  const seen = scope.kind === 'all' ? sql`` : sql`and d.responsible_id = ${scope.memberId}`;
  return sql`
    left join lateral (
      select json_agg(i.channel_id order by i.id) as ids from identities i
      where i.contact_id = c.id and i.project_id = c.project_id
    ) a on true
    left join lateral (
      select count(*) as deals, count(*) filter (where d.status = 'open') as open from deals d
      where d.contact_id = c.id and d.project_id = c.project_id ${seen}
    ) d on true
    left join lateral (
      select v.last_message_at, v.last_message_text from conversations v
      where v.contact_id = c.id and v.project_id = c.project_id order by v.last_message_at desc limit 1
    ) v on true`;
}

/** What the caller's role hides is not shown in the list either (PRODUCT S17). */
export function contactRow(row: RowOfContact, caller: ProjectCaller): ContactRow {
  const { id, personId, name, phone, email, variables, tags, responsibleId, version, blocked, unsubscribed } = row;
  const { permissions } = caller.actor;
  const [crm, inbox] = [maySee(permissions, 'crm'), maySee(permissions, 'inbox')];
  return {
    ...{ id, personId, name, phone, email, variables, tags, responsibleId, version, blocked, unsubscribed },
    createdAt: isoTime(row.createdAt),
    channels: channelSigns(row.channelIds ?? [], caller),
    deals: crm ? row.deals : 0,
    openDeals: crm ? row.openDeals : 0,
    lastMessageAt: inbox && row.lastMessageAt ? isoTime(row.lastMessageAt) : null,
    lastMessageText: inbox ? row.lastMessageText : null,
    merged: row.merged,
  };
}

/** Each kind once: two bots of one messenger are one sign. */
export function channelSigns(ids: readonly ChannelId[], { config }: ProjectCaller): ContactRow['channels'] {
  const signs = new Map<string, ContactRow['channels'][number]>();
  for (const id of ids) {
    const channel = config.channels.find((one) => one.id === id);
    if (!channel) continue;
    const imitates = channel.settings.imitates ?? null;
    signs.set(`${channel.kind} ${imitates}`, { kind: channel.kind, imitates });
  }
  return [...signs.values()];
}
