import type { Sql } from 'postgres';
import type { ActorRecord } from '../../drizzle/schema/documents.ts';
import { badInput, notFound } from '../../kernel/errors.ts';
import type { ContactId, DealId, MemberId, TaskId } from '../../kernel/ids.ts';
import { dealScope, maySee, type ProjectCaller } from '../auth/caller.ts';
import { mostCounted, type TaskFilter, type TaskRow } from '../contract/tasks.ts';
import { isoTime } from '../http/iso-time.ts';
import type { DueRange } from './due-groups.ts';

/** Which tasks, by their state: open ones (in a range of dates), done ones, or both in a range. */
export type Which =
  | { kind: 'open'; due?: DueRange }
  | { kind: 'done' }
  | { kind: 'any'; due: { from?: Date; to?: Date } };

export interface Wanted {
  filter: TaskFilter;
  which: Which;
}

/** One page after `after` (a `next` from before), soonest first; done ones latest first. Keyset: as fast at the end as at the start. */
export async function findTasks(
  sql: Sql,
  caller: ProjectCaller,
  { filter, which, after, limit }: Wanted & { after?: string | undefined; limit: number },
): Promise<{ tasks: TaskRow[]; next: string | null }> {
  const order =
    which.kind === 'done' ? sql`t.done_at desc nulls last, t.id desc nulls last` : sql`t.due_at nulls last, t.id`;
  const rows = await sql<StoredTask[]>`
    select ${columns(sql)} from tasks t
    left join deals d on d.id = t.deal_id
    left join contacts c on c.id = t.contact_id
    where ${conditions(sql, caller, { filter, which })} and ${after === undefined ? sql`true` : beyond(sql, which, after)}
    order by ${order} limit ${limit + 1}`;
  const tasks = rows.slice(0, limit).map((row) => taskRow(row, caller));
  const last = tasks.at(-1);
  return { tasks, next: rows.length > limit && last ? cursorOf(which, last) : null };
}

/** As it is stored now; `not_found` for what is not this project's or must not be seen. */
export async function getTask(sql: Sql, caller: ProjectCaller, taskId: TaskId): Promise<TaskRow> {
  const [row] = await sql<StoredTask[]>`
    select ${columns(sql)} from tasks t
    left join deals d on d.id = t.deal_id
    left join contacts c on c.id = t.contact_id
    where t.id = ${taskId} and t.project_id = ${caller.projectId} and ${visible(sql, caller)}`;
  if (!row) throw notFound('task', taskId);
  return taskRow(row, caller);
}

/** Counting stops at `mostCounted`: how many more there are costs time and tells nobody anything. */
export async function countTasks(sql: Sql, caller: ProjectCaller, wanted: Wanted): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from tasks t left join deals d on d.id = t.deal_id
      where ${conditions(sql, caller, wanted)} limit ${mostCounted}
    ) counted`;
  return row?.count ?? 0;
}

interface StoredTask {
  id: TaskId;
  dealId: DealId | null;
  contactId: ContactId | null;
  title: string;
  description: string;
  assigneeId: MemberId | null;
  dueAt: string | null;
  priority: TaskRow['priority'];
  remindBefore: number | null;
  remindAt: string | null;
  doneAt: string | null;
  createdBy: ActorRecord;
  version: number;
  createdAt: string;
  dealName: string | null;
  contactName: string | null;
}

function columns(sql: Sql) {
  return sql`t.id, t.deal_id as "dealId", t.contact_id as "contactId", t.title, t.description,
    t.assignee_id as "assigneeId", t.due_at as "dueAt", t.priority, t.remind_before as "remindBefore",
    t.remind_at as "remindAt", t.done_at as "doneAt", t.created_by as "createdBy", t.version,
    t.created_at as "createdAt", d.name as "dealName", c.name as "contactName"`;
}

function taskRow(row: StoredTask, { actor }: ProjectCaller): TaskRow {
  const time = (at: string | null) => at && isoTime(at);
  return {
    ...row,
    dueAt: time(row.dueAt),
    remindAt: time(row.remindAt),
    doneAt: time(row.doneAt),
    createdAt: isoTime(row.createdAt),
    dealName: maySee(actor.permissions, 'crm') ? row.dealName : null,
    // Cards show the name to whoever sees deals.
    contactName: maySee(actor.permissions, 'crm') || maySee(actor.permissions, 'contacts') ? row.contactName : null,
  };
}

function conditions(sql: Sql, caller: ProjectCaller, { filter, which }: Wanted) {
  const { assigneeId, priority, dealId, contactId } = filter;
  return sql`t.project_id = ${caller.projectId} and ${stateOf(sql, which)} and ${visible(sql, caller)}
    and ${assigneeId === undefined ? sql`true` : assigneeId === 'none' ? sql`t.assignee_id is null` : sql`t.assignee_id = ${assigneeId}`}
    and ${priority === undefined ? sql`true` : sql`t.priority = ${priority}`}
    and ${dealId === undefined ? sql`true` : sql`t.deal_id = ${dealId}`}
    and ${contactId === undefined ? sql`true` : sql`t.contact_id = ${contactId}`}`;
}

function stateOf(sql: Sql, which: Which) {
  switch (which.kind) {
    case 'done':
      return sql`t.done_at is not null`;
    case 'open':
      return sql`t.done_at is null and ${which.due === undefined ? sql`true` : dueIn(sql, which.due)}`;
    case 'any':
      return dueIn(sql, which.due);
  }
}

function dueIn(sql: Sql, due: DueRange) {
  if (due === null) return sql`t.due_at is null`;
  return sql`t.due_at is not null
    and ${due.from ? sql`t.due_at >= ${due.from.toISOString()}` : sql`true`}
    and ${due.to ? sql`t.due_at < ${due.to.toISOString()}` : sql`true`}`;
}

/** A task about a deal is as visible as the deal (PRODUCT D30). */
function visible(sql: Sql, caller: ProjectCaller) {
  const scope = dealScope(caller);
  return scope.kind === 'all' ? sql`true` : sql`(t.deal_id is null or d.responsible_id = ${scope.memberId})`;
}

function cursorOf(which: Which, { id, dueAt, doneAt }: TaskRow): string {
  return `${(which.kind === 'done' ? doneAt : dueAt) ?? ''}~${id}`;
}

function beyond(sql: Sql, which: Which, after: string) {
  const [at = '', id = ''] = after.split('~');
  if (id === '' || (at !== '' && Number.isNaN(Date.parse(at)))) throw badInput('after must be a `next` from before');
  if (which.kind === 'done') return sql`(t.done_at, t.id) < (${at}, ${id})`;
  if (at === '') return sql`t.due_at is null and t.id > ${id}`;
  const later = sql`(t.due_at, t.id) > (${at}, ${id})`;
  // Only where those without a date may follow.
  return which.kind === 'open' && which.due === undefined ? sql`(${later} or t.due_at is null)` : later;
}
