import { integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, moment, orderKey } from './columns.ts';
import type { FieldOptions } from './documents.ts';
import { projects } from './projects.ts';

/** A variable of deals or contacts that has a name and a type for people. Its values stay among the variables, under its key. */
export const fields = pgTable(
  'fields',
  {
    id: id<'field'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    entity: text('entity').$type<'deal' | 'contact'>().notNull(),
    /** The variable's name. */
    key: text('key').notNull(),
    name: text('name').notNull(),
    type: text('type').$type<'text' | 'number' | 'money' | 'date' | 'choice' | 'member' | 'file'>().notNull(),
    options: jsonb('options').$type<FieldOptions>().notNull(),
    position: orderKey('position').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [uniqueIndex('fields_key').on(t.projectId, t.entity, t.key)],
);
