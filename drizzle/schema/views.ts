import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { id, moment } from './columns.ts';
import { pipelines } from './crm.ts';
import type { ActorRecord, MassChange, MassMemory, SavedFilter } from './documents.ts';
import { members, projects } from './projects.ts';

/** A filter with its columns and order under a name (PRODUCT D13). */
export const views = pgTable(
  'views',
  {
    id: id<'view'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Whoever made it; null for an API key, whose views are always shared. */
    memberId: id<'member'>('member_id').references(() => members.id, { onDelete: 'cascade' }),
    entity: text('entity').$type<'deal' | 'contact'>().notNull(),
    kind: text('kind').$type<'board' | 'list'>().notNull(),
    name: text('name').notNull(),
    shared: boolean('shared').notNull(),
    pipelineId: id<'pipeline'>('pipeline_id').references(() => pipelines.id, { onDelete: 'set null' }),
    filter: jsonb('filter').$type<SavedFilter>().notNull(),
    columns: jsonb('columns').$type<string[]>().notNull(),
    sort: text('sort'),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('views_project').on(t.projectId)],
);

/** A change of many deals at once, kept for some days so that it can be taken back. */
export const massActions = pgTable(
  'mass_actions',
  {
    id: id<'massAction'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    actor: jsonb('actor').$type<ActorRecord>().notNull(),
    change: jsonb('change').$type<MassChange>().notNull(),
    total: integer('total').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('mass_actions_created').on(t.createdAt)],
);

/** One deal of a mass action: what became of it, and what it takes to bring it back. */
export const massItems = pgTable(
  'mass_items',
  {
    massActionId: id<'massAction'>('mass_action_id')
      .notNull()
      .references(() => massActions.id, { onDelete: 'cascade' }),
    /** Deals are changed in this order. */
    position: integer('position').notNull(),
    projectId: id<'project'>('project_id').notNull(),
    dealId: id<'deal'>('deal_id').notNull(),
    name: text('name').notNull(),
    state: text('state').$type<'waiting' | 'done' | 'refused' | 'undone' | 'kept'>().notNull(),
    /** Why it was refused or kept. */
    why: text('why'),
    message: text('message'),
    memory: jsonb('memory').$type<MassMemory>(),
  },
  (t) => [primaryKey({ columns: [t.massActionId, t.position] }), index('mass_items_deal').on(t.dealId)],
);
