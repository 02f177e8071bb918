import { sql } from 'drizzle-orm';
import { bigint, char, index, integer, json, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytewise, id, moment, orderKey } from './columns.ts';
import type { ActorRecord, CauseRecord, PipelineSettings, StageRules, UnsortedReason, Variables } from './documents.ts';
import { contacts } from './people.ts';
import { members, projects } from './projects.ts';

export const pipelines = pgTable(
  'pipelines',
  {
    id: id<'pipeline'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** ISO 4217. */
    currency: char('currency', { length: 3 }).notNull(),
    position: orderKey('position').notNull(),
    settings: jsonb('settings').$type<PipelineSettings>().notNull(),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('pipelines_project').on(t.projectId, t.position)],
);

export const stages = pgTable(
  'stages',
  {
    id: id<'stage'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    pipelineId: id<'pipeline'>('pipeline_id')
      .notNull()
      .references(() => pipelines.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** A name of the palette (`blue`, `teal` …). */
    color: text('color').notNull(),
    position: orderKey('position').notNull(),
    rules: jsonb('rules').$type<StageRules>().notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [index('stages_pipeline').on(t.pipelineId, t.position)],
);

/**
 * One possible sale. Open on a stage; or open without one (Unsorted); or closed as won, lost or archived, and then it
 * keeps the pipeline and stage that it came from (PRODUCT D1).
 */
export const deals = pgTable(
  'deals',
  {
    id: id<'deal'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    contactId: id<'contact'>('contact_id').references(() => contacts.id),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    /** Integer minor units of `currency` (PRODUCT D6). */
    amount: bigint('amount', { mode: 'number' }),
    currency: char('currency', { length: 3 }).notNull(),
    responsibleId: id<'member'>('responsible_id').references(() => members.id),
    pipelineId: id<'pipeline'>('pipeline_id').references(() => pipelines.id),
    stageId: id<'stage'>('stage_id').references(() => stages.id),
    status: text('status').$type<'open' | 'won' | 'lost' | 'archived'>().notNull(),
    rank: orderKey('rank').notNull(),
    unsorted: jsonb('unsorted').$type<UnsortedReason>(),
    closeReason: text('close_reason'),
    closedAt: moment('closed_at'),
    stageEnteredAt: moment('stage_entered_at').notNull(),
    variables: jsonb('variables').$type<Variables>().notNull(),
    tags: text('tags').array().notNull().default(sql`'{}'::text[]`),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    /** A column of the board, its count and its sum, from the index alone. */
    index('deals_board').on(t.stageId, t.rank, t.amount, t.currency).where(sql`status = 'open'`),
    index('deals_unsorted')
      .on(t.projectId, t.rank, t.amount, t.currency)
      .where(sql`status = 'open' and stage_id is null`),
    index('deals_closed').on(t.pipelineId, t.status, t.closedAt, t.amount, t.currency).where(sql`status <> 'open'`),
    index('deals_contact').on(t.contactId),
    index('deals_project').on(t.projectId, t.id),
    /** The list of a pipeline, the newest first. */
    index('deals_newest').on(t.projectId, t.pipelineId, t.createdAt, t.id),
    index('deals_stage_closed').on(t.stageId).where(sql`status <> 'open'`),
    index('deals_tags').using('gin', t.tags),
    /** The board of one member. */
    index('deals_responsible')
      .on(t.responsibleId, t.stageId, t.rank, t.amount, t.currency)
      .where(sql`status = 'open' and responsible_id is not null`),
  ],
);

/**
 * Each entry of a deal into a column of the board, and nothing else: when it left is when it entered the next one. What funnels and
 * times in stage are counted from, without a look into the events. Written once, in the commit of the move, and never changed;
 * deals are named without a foreign key, which would be a look-up for each row of every turn.
 */
export const stageVisits = pgTable(
  'stage_visits',
  {
    dealId: id<'deal'>('deal_id').notNull(),
    /** In the order of entering. */
    id: id<'stageVisit'>('id').notNull(),
    projectId: id<'project'>('project_id').notNull(),
    /** The id of a stage, or `unsorted`, `won`, `lost`, `archived`. */
    place: bytewise('place').notNull(),
    enteredAt: moment('entered_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.dealId, t.id] }), index('stage_visits_time').using('brin', t.enteredAt)],
);

/** What happened, who did it and why: timeline, audit, live updates, triggers and webhooks all read this (DESIGN §3). */
export const events = pgTable(
  'events',
  {
    id: id<'event'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    kind: text('kind').notNull(),
    dealId: id<'deal'>('deal_id'),
    contactId: id<'contact'>('contact_id'),
    actor: json('actor').$type<ActorRecord>().notNull(),
    cause: json('cause').$type<CauseRecord>().notNull(),
    payload: json('payload').$type<Record<string, unknown>>().notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    index('events_deal').on(t.dealId, t.id).where(sql`deal_id is not null`),
    index('events_contact').on(t.contactId, t.id).where(sql`contact_id is not null and deal_id is null`),
    index('events_project').on(t.projectId, t.id),
    /** The audit log: what is about no deal and no contact, and deleted deals, so that the hot path writes no entry here. */
    index('events_audit')
      .on(t.projectId, t.kind, t.id)
      .where(sql`(deal_id is null and contact_id is null) or kind = 'deal.deleted'`),
  ],
);

export const tasks = pgTable(
  'tasks',
  {
    id: id<'task'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    dealId: id<'deal'>('deal_id').references(() => deals.id, { onDelete: 'cascade' }),
    contactId: id<'contact'>('contact_id').references(() => contacts.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    assigneeId: id<'member'>('assignee_id').references(() => members.id),
    dueAt: moment('due_at'),
    priority: text('priority').$type<'low' | 'normal' | 'high'>().notNull(),
    /** Minutes before it is due; null with a `remindAt`: that very moment, wherever the date goes. */
    remindBefore: integer('remind_before'),
    remindAt: moment('remind_at'),
    /** When the next thing is told about it (a reminder, that it is due); null: nothing more. */
    nextNoticeAt: moment('next_notice_at'),
    doneAt: moment('done_at'),
    createdBy: jsonb('created_by').$type<ActorRecord>().notNull(),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('tasks_deal').on(t.dealId, t.dueAt),
    index('tasks_contact').on(t.contactId),
    index('tasks_open').on(t.projectId, t.dueAt, t.id, t.priority).where(sql`done_at is null`),
    index('tasks_open_assignee').on(t.projectId, t.assigneeId, t.dueAt, t.id, t.priority).where(sql`done_at is null`),
    index('tasks_done').on(t.projectId, t.doneAt.desc(), t.id.desc(), t.priority).where(sql`done_at is not null`),
    index('tasks_done_assignee')
      .on(t.projectId, t.assigneeId, t.doneAt.desc(), t.id.desc(), t.priority)
      .where(sql`done_at is not null`),
    /** The calendar shows what is done too. */
    index('tasks_calendar').on(t.projectId, t.dueAt, t.id).where(sql`due_at is not null`),
    index('tasks_calendar_assignee').on(t.projectId, t.assigneeId, t.dueAt, t.id).where(sql`due_at is not null`),
    index('tasks_notices').on(t.nextNoticeAt).where(sql`next_notice_at is not null`),
  ],
);

export const notes = pgTable(
  'notes',
  {
    id: id<'note'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    dealId: id<'deal'>('deal_id').references(() => deals.id, { onDelete: 'cascade' }),
    contactId: id<'contact'>('contact_id').references(() => contacts.id, { onDelete: 'cascade' }),
    text: text('text').notNull(),
    author: jsonb('author').$type<ActorRecord>().notNull(),
    createdAt: moment('created_at').notNull(),
    editedAt: moment('edited_at'),
  },
  (t) => [index('notes_deal').on(t.dealId, t.id), index('notes_contact').on(t.contactId, t.id)],
);

/** One line in one member's bell. */
export const notifications = pgTable(
  'notifications',
  {
    id: id<'notification'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    memberId: id<'member'>('member_id')
      .notNull()
      .references(() => members.id, { onDelete: 'cascade' }),
    /** The key makes it exactly one per cause and member. */
    key: text('key').notNull(),
    kind: text('kind')
      .$type<
        | 'flow'
        | 'hand_over'
        | 'not_understood'
        | 'deal_assigned'
        | 'flow_failed'
        | 'channel_trouble'
        | 'task_assigned'
        | 'task_reminder'
        | 'task_due'
      >()
      .notNull(),
    text: text('text').notNull(),
    dealId: id<'deal'>('deal_id').references(() => deals.id, { onDelete: 'cascade' }),
    conversationId: id<'conversation'>('conversation_id'),
    taskId: id<'task'>('task_id'),
    readAt: moment('read_at'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('notifications_key').on(t.memberId, t.key),
    index('notifications_unread').on(t.memberId, t.id).where(sql`read_at is null`),
  ],
);
