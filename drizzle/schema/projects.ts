import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Permissions } from '../../crm-core/members/permissions.ts';
import { id, moment } from './columns.ts';
import type { ProjectSettings, Variables } from './documents.ts';

export const projects = pgTable('projects', {
  id: id<'project'>('id').primaryKey(),
  name: text('name').notNull(),
  settings: jsonb('settings').$type<ProjectSettings>().notNull(),
  variables: jsonb('variables').$type<Variables>().notNull(),
  /** Grows with every change of what turns read from memory: settings, pipelines, stages, flows, members, channels. */
  configVersion: integer('config_version').notNull().default(1),
  /** Set on the demo project, which can be removed with one click. */
  demo: boolean('demo').notNull().default(false),
  version: integer('version').notNull().default(1),
  createdAt: moment('created_at').notNull(),
});

export const users = pgTable(
  'users',
  {
    id: id<'user'>('id').primaryKey(),
    /** Lower case. */
    email: text('email').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [uniqueIndex('users_email').on(t.email)],
);

/** Browser sessions and one-time sign-in links. Only the hash of the token is stored. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: id<'user'>('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'session' | 'link'>().notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [index('sessions_user').on(t.userId), index('sessions_expiry').on(t.expiresAt)],
);

export const roles = pgTable(
  'roles',
  {
    id: id<'role'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'owner' | 'administrator' | 'editor' | 'operator' | 'custom'>().notNull(),
    name: text('name').notNull(),
    permissions: jsonb('permissions').$type<Permissions>().notNull(),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('roles_project').on(t.projectId)],
);

export const members = pgTable(
  'members',
  {
    id: id<'member'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    userId: id<'user'>('user_id')
      .notNull()
      .references(() => users.id),
    roleId: id<'role'>('role_id')
      .notNull()
      .references(() => roles.id),
    active: boolean('active').notNull().default(true),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [uniqueIndex('members_project_user').on(t.projectId, t.userId), index('members_user').on(t.userId)],
);

/** A seat that waits for its member: whoever holds the token takes it. One for each seat; the newest link counts. */
export const invitations = pgTable(
  'invitations',
  {
    memberId: id<'member'>('member_id')
      .primaryKey()
      .references(() => members.id, { onDelete: 'cascade' }),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Only the hash is kept. */
    tokenHash: text('token_hash').notNull(),
    /** The seat was made for it, and goes with it when it is revoked. */
    newSeat: boolean('new_seat').notNull(),
    invitedBy: text('invited_by').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [uniqueIndex('invitations_token').on(t.tokenHash), index('invitations_project').on(t.projectId)],
);

export const apiKeys = pgTable(
  'api_keys',
  {
    id: id<'apiKey'>('id').primaryKey(),
    projectId: id<'project'>('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    keyHash: text('key_hash').notNull(),
    /** What the key may do; the same shape as a role's. */
    permissions: jsonb('permissions').$type<Permissions>().notNull(),
    createdAt: moment('created_at').notNull(),
    revokedAt: moment('revoked_at'),
  },
  (t) => [
    uniqueIndex('api_keys_hash').on(t.keyHash),
    index('api_keys_project').on(t.projectId).where(sql`revoked_at is null`),
  ],
);
