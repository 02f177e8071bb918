import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, id, moment } from './columns.ts';
import { deals } from './crm.ts';
import type { ActorRecord } from './documents.ts';
import { contacts } from './people.ts';
import { projects } from './projects.ts';

/** A file on a deal or on a contact. Its bytes lie beside it in pieces, so that neither coming nor going holds it in memory. */
export const files = pgTable(
  'files',
  {
    id: id<'file'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    dealId: id<'deal'>('deal_id').references(() => deals.id, { onDelete: 'cascade' }),
    contactId: id<'contact'>('contact_id').references(() => contacts.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** As its first bytes say, never as the sender does. */
    contentType: text('content_type').notNull(),
    size: integer('size').notNull(),
    author: jsonb('author').$type<ActorRecord>().notNull(),
    createdAt: moment('created_at').notNull(),
    /** Null while it is arriving: nobody sees it before it is whole. */
    storedAt: moment('stored_at'),
  },
  (t) => [
    index('files_deal').on(t.dealId, t.id).where(sql`deal_id is not null`),
    index('files_contact').on(t.contactId, t.id).where(sql`contact_id is not null`),
    index('files_arriving').on(t.createdAt).where(sql`stored_at is null`),
  ],
);

export const fileChunks = pgTable(
  'file_chunks',
  {
    fileId: id<'file'>('file_id')
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    projectId: id<'project'>('project_id').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.position] })],
);
