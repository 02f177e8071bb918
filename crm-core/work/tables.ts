import * as schema from '../../drizzle/schema/index.ts';
import { rowTable } from './row-table.ts';

/** Every table that a `Work` may write. The order is the order of writing within a flush. */
export const tables = {
  projects: rowTable(schema.projects),
  roles: rowTable(schema.roles),
  members: rowTable(schema.members),
  invitations: rowTable(schema.invitations, 'replace'),
  apiKeys: rowTable(schema.apiKeys),
  channels: rowTable(schema.channels),
  people: rowTable(schema.people),
  contacts: rowTable(schema.contacts),
  personLinks: rowTable(schema.personLinks),
  identities: rowTable(schema.identities),
  conversations: rowTable(schema.conversations),
  messages: rowTable(schema.messages),
  inbox: rowTable(schema.inbox, 'ignore'),
  /** The inbox again, for events that are stored by the very turn that handles them: one that is there already was handled. */
  arrivals: rowTable(schema.inbox),
  outbox: rowTable(schema.outbox),
  timers: rowTable(schema.timers, 'replace'),
  effects: rowTable(schema.effects),
  turns: rowTable(schema.turns),
  pipelines: rowTable(schema.pipelines),
  stages: rowTable(schema.stages),
  deals: rowTable(schema.deals),
  stageVisits: rowTable(schema.stageVisits),
  fields: rowTable(schema.fields),
  events: rowTable(schema.events),
  tasks: rowTable(schema.tasks),
  notes: rowTable(schema.notes),
  files: rowTable(schema.files),
  notifications: rowTable(schema.notifications, 'ignore'),
  flows: rowTable(schema.flows),
  flowVersions: rowTable(schema.flowVersions),
  views: rowTable(schema.views),
  massActions: rowTable(schema.massActions),
  massItems: rowTable(schema.massItems, 'replace'),
  imports: rowTable(schema.imports),
  importRows: rowTable(schema.importRows),
};

export type Tables = typeof tables;
export type TableName = keyof Tables;
export type Row<Name extends TableName> = Tables[Name]['table']['$inferSelect'];
