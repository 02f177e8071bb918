import type { Sql } from 'postgres';
import type { ChannelId, DealId, PersonId, ProjectId } from '../../kernel/ids.ts';
import { textArray } from '../http/text-array.ts';
import type { CardRow, NextTask, Talk } from './deal-card.ts';

/** What stands beside the shown cards, in two statements for all of them together. */
export async function cardExtras(
  sql: Sql,
  projectId: ProjectId,
  rows: readonly CardRow[],
): Promise<(row: CardRow) => { talk: Talk | undefined; nextTask: NextTask | undefined }> {
  const [talks, tasks] = await Promise.all([listTalks(sql, projectId, rows), listNextTasks(sql, projectId, rows)]);
  return (row) => ({ talk: row.personId === null ? undefined : talks.get(row.personId), nextTask: tasks.get(row.id) });
}

interface TalkRow {
  personId: PersonId;
  channelId: ChannelId;
  unread: number;
  lastMessageAt: string;
  lastMessageText: string;
  reachable: boolean;
}

async function listTalks(sql: Sql, projectId: ProjectId, rows: readonly CardRow[]): Promise<Map<PersonId, Talk>> {
  const people = [...new Set(rows.flatMap((row) => row.personId ?? []))];
  const talks = new Map<PersonId, Talk>();
  if (people.length === 0) return talks;
  const conversations = await sql<TalkRow[]>`
    select c.person_id as "personId", v.channel_id as "channelId", v.unread, v.last_message_at as "lastMessageAt",
      v.last_message_text as "lastMessageText", i.unreachable is null as reachable
    from contacts c
    join conversations v on v.contact_id = c.id
    join identities i on i.id = v.identity_id
    where c.person_id = any(${textArray(people)}::text[]) and c.project_id = ${projectId}
    order by v.last_message_at desc`;
  for (const row of conversations) {
    const talk = talks.get(row.personId) ?? emptyTalk(row);
    talk.unread += row.unread;
    if (row.reachable) talk.channelIds.push(row.channelId);
    talks.set(row.personId, talk);
  }
  return talks;
}

/** Rows come with the latest first. */
function emptyTalk({ lastMessageAt, lastMessageText }: TalkRow): Talk {
  return { channelIds: [], unread: 0, lastAt: lastMessageAt, lastText: lastMessageText };
}

/** The open task of each deal that is due first. */
async function listNextTasks(sql: Sql, projectId: ProjectId, rows: readonly CardRow[]): Promise<Map<DealId, NextTask>> {
  if (rows.length === 0) return new Map();
  const tasks = await sql<(NextTask & { dealId: DealId })[]>`
    select distinct on (t.deal_id) t.deal_id as "dealId", t.id, t.title, t.due_at as "dueAt"
    from tasks t
    where t.deal_id = any(${textArray(rows.map((row) => row.id))}::text[]) and t.done_at is null and t.project_id = ${projectId}
    order by t.deal_id, t.due_at nulls last, t.id`;
  return new Map(tasks.map(({ dealId, ...task }) => [dealId, task]));
}
