import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { CellProblem } from '../../crm-core/imports/cell-problem.ts';
import type { ImportPlan } from '../../crm-core/imports/import-plan.ts';
import type { RowMemory } from '../../crm-core/imports/row-memory.ts';
import type { Permissions } from '../../crm-core/members/permissions.ts';
import { id, moment } from './columns.ts';
import type { ActorRecord } from './documents.ts';
import { projects } from './projects.ts';

/** A file of contacts or deals on its way in. Its version guards every batch: two workers cannot both carry out a row. */
export const imports = pgTable(
  'imports',
  {
    id: id<'import'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    entity: text('entity').$type<'contact' | 'deal'>().notNull(),
    fileName: text('file_name').notNull(),
    encoding: text('encoding').notNull(),
    delimiter: text('delimiter').notNull(),
    headers: jsonb('headers').$type<string[]>().notNull(),
    plan: jsonb('plan').$type<ImportPlan>().notNull(),
    status: text('status')
      .$type<'draft' | 'running' | 'stopped' | 'done' | 'undoing' | 'undone' | 'failed'>()
      .notNull(),
    /** Of `failed`: what a person has to know. */
    problem: text('problem'),
    rows: integer('rows').notNull(),
    /** How many rows were carried out, and what came of them. */
    created: integer('created').notNull().default(0),
    updated: integer('updated').notNull().default(0),
    skipped: integer('skipped').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    /** Of an undo: rows taken back, and rows that somebody has changed since. */
    undone: integer('undone').notNull().default(0),
    kept: integer('kept').notNull().default(0),
    startedBy: jsonb('started_by').$type<ActorRecord>().notNull(),
    /** What the starter may do; of a member his role of the moment counts. */
    permissions: jsonb('permissions').$type<Permissions>().notNull(),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    index('imports_project').on(t.projectId, t.id),
    index('imports_active').on(t.id).where(sql`status in ('running', 'undoing')`),
  ],
);

/** One row of the file and its fate. The cells are forgotten after some weeks; what was made and changed stays known. */
export const importRows = pgTable(
  'import_rows',
  {
    importId: id<'import'>('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    projectId: id<'project'>('project_id').notNull(),
    /** The row's number in the file; the headers are row 1. */
    number: integer('number').notNull(),
    cells: jsonb('cells').$type<string[]>().notNull(),
    status: text('status')
      .$type<'waiting' | 'created' | 'updated' | 'skipped' | 'refused' | 'undone' | 'kept'>()
      .notNull(),
    problems: jsonb('problems').$type<CellProblem[]>().notNull(),
    contactId: id<'contact'>('contact_id'),
    dealId: id<'deal'>('deal_id'),
    /** What an undo needs. */
    memory: jsonb('memory').$type<RowMemory>(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.number] }),
    index('import_rows_status').on(t.importId, t.status, t.number),
    index('import_rows_contact').on(t.contactId).where(sql`contact_id is not null`),
    index('import_rows_deal').on(t.dealId).where(sql`deal_id is not null`),
  ],
);
