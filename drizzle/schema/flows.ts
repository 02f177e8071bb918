import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, moment, orderKey } from './columns.ts';
import type { ActorRecord } from './documents.ts';
import { projects } from './projects.ts';

export const flows = pgTable(
  'flows',
  {
    id: id<'flow'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    position: orderKey('position').notNull(),
    /** A flow document (`flows/graph/flow-document.ts` knows its shape and migrates older ones on load). */
    draft: jsonb('draft').$type<unknown>().notNull(),
    publishedVersionId: id<'flowVersion'>('published_version_id'),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [index('flows_project').on(t.projectId, t.position)],
);

/** What was published is never changed: running conversations keep the version that they began with (PRODUCT D24). */
export const flowVersions = pgTable(
  'flow_versions',
  {
    id: id<'flowVersion'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    flowId: id<'flow'>('flow_id')
      .notNull()
      .references(() => flows.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    document: jsonb('document').$type<unknown>().notNull(),
    publishedBy: jsonb('published_by').$type<ActorRecord>().notNull(),
    publishedAt: moment('published_at').notNull(),
  },
  (t) => [uniqueIndex('flow_versions_number').on(t.flowId, t.number)],
);
