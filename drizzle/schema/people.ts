import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, moment } from './columns.ts';
import type { ChannelSettings, Variables } from './documents.ts';
import { members, projects } from './projects.ts';

export const channels = pgTable(
  'channels',
  {
    id: id<'channel'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'telegram' | 'whatsapp' | 'whatsapp-cloud' | 'simulator'>().notNull(),
    name: text('name').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    settings: jsonb('settings').$type<ChannelSettings>().notNull(),
    /** Sealed (`kernel/secret-box.ts`) with the channel's id as context. */
    token: text('token'),
    /** What tells two tokens apart without opening them: one bot may be connected once. */
    tokenHash: text('token_hash'),
    webhookSecret: text('webhook_secret').notNull(),
    status: text('status').$type<'connecting' | 'connected' | 'error' | 'off'>().notNull(),
    statusText: text('status_text').notNull().default(''),
    cursor: bigint('cursor', { mode: 'number' }),
    /** Exactly one process owns the live connection; the fence grows with each new owner (DESIGN §6). */
    leaseOwner: text('lease_owner'),
    leaseFence: bigint('lease_fence', { mode: 'number' }).notNull().default(0),
    leaseUntil: moment('lease_until'),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('channels_project').on(t.projectId), uniqueIndex('channels_token').on(t.tokenHash).where(sql`enabled`)],
);

/** The human being. Every contact belongs to one person; linking contacts moves them under one person, and back (PRODUCT §5). */
export const people = pgTable(
  'people',
  {
    id: id<'person'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    primaryContactId: id<'contact'>('primary_contact_id').notNull(),
    /** Set when a member or a block switched away from the latest open deal (PRODUCT D10). */
    currentDealId: id<'deal'>('current_deal_id'),
    version: integer('version').notNull().default(1),
  },
  (t) => [index('people_project').on(t.projectId)],
);

export const contacts = pgTable(
  'contacts',
  {
    id: id<'contact'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    personId: id<'person'>('person_id')
      .notNull()
      .references(() => people.id),
    name: text('name').notNull(),
    /** E.164 with the plus. */
    phone: text('phone'),
    email: text('email'),
    variables: jsonb('variables').$type<Variables>().notNull(),
    tags: text('tags').array().notNull().default(sql`'{}'::text[]`),
    responsibleId: id<'member'>('responsible_id').references(() => members.id),
    blockedAt: moment('blocked_at'),
    unsubscribedAt: moment('unsubscribed_at'),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    index('contacts_person').on(t.personId),
    index('contacts_newest').on(t.projectId, t.id),
    index('contacts_name').on(t.projectId, sql`lower(name)`, t.id),
    index('contacts_tags').using('gin', t.tags),
    index('contacts_responsible').on(t.responsibleId, t.id).where(sql`responsible_id is not null`),
    /** Duplicates are groups of these; the person tells at once whether a group is one already. */
    index('contacts_phone').on(t.projectId, t.phone, t.personId).where(sql`phone is not null`),
    index('contacts_email').on(t.projectId, sql`lower(email)`, t.personId).where(sql`email is not null`),
    index('contacts_phone_tail').on(t.projectId, sql`right(phone, 7)`, t.personId).where(sql`phone is not null`),
  ],
);

/** Each linking, unlinking and "never link these two", with what is needed to undo it (PRODUCT M3, D18). */
export const personLinks = pgTable(
  'person_links',
  {
    id: id<'personLink'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'link' | 'never'>().notNull(),
    personId: id<'person'>('person_id').notNull(),
    contactId: id<'contact'>('contact_id').notNull(),
    otherContactId: id<'contact'>('other_contact_id').notNull(),
    evidence: jsonb('evidence').$type<Record<string, unknown>>().notNull(),
    before: jsonb('before').$type<Record<string, unknown>>().notNull(),
    createdAt: moment('created_at').notNull(),
    undoneAt: moment('undone_at'),
  },
  (t) => [
    index('person_links_contact').on(t.contactId),
    index('person_links_other').on(t.otherContactId),
    /** Who has several contacts, for views that hide merged ones. */
    index('person_links_project').on(t.projectId).where(sql`kind = 'link' and undone_at is null`),
  ],
);

export const identities = pgTable(
  'identities',
  {
    id: id<'identity'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    channelId: id<'channel'>('channel_id').notNull(),
    contactId: id<'contact'>('contact_id')
      .notNull()
      .references(() => contacts.id),
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    username: text('username'),
    /** Only a phone that the messenger vouches for (PRODUCT D16). */
    phone: text('phone'),
    /** Why the messenger will not deliver to it any more; null while it does. */
    unreachable: text('unreachable'),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('identities_external').on(t.channelId, t.externalId),
    index('identities_contact').on(t.contactId),
    index('identities_username').using('gin', t.username.op('gin_trgm_ops')),
    index('identities_phone').on(t.projectId, t.phone).where(sql`phone is not null`),
  ],
);
