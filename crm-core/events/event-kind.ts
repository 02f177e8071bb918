/** Everything that is told in timelines, live updates, triggers and webhooks. Past tense, `thing.happened`. */
export const eventKinds = [
  'deal.created',
  'deal.changed',
  'deal.moved',
  'deal.accepted',
  'deal.unaccepted',
  'deal.won',
  'deal.lost',
  'deal.archived',
  'deal.restored',
  'deal.deleted',
  'deal.responsible_changed',
  'contact.created',
  'contact.changed',
  'contact.linked',
  'contact.unlinked',
  'contact.deleted',
  'conversation.started',
  'conversation.changed',
  'conversation.handed_over',
  'conversation.given_back',
  'message.received',
  'message.sent',
  'task.created',
  'task.done',
  'task.changed',
  'task.removed',
  'note.created',
  'note.changed',
  'note.removed',
  'file.added',
  'file.removed',
  'notification.created',
  'project.changed',
  'pipeline.changed',
  'field.changed',
  'flow.changed',
  'channel.changed',
  'member.changed',
  'role.changed',
  'api_key.changed',
  'import.started',
  'import.finished',
  'import.undone',
  'deals.exported',
  'contacts.exported',
  'contact.exported',
  'contact.erased',
] as const;

export type EventKind = (typeof eventKinds)[number];

/**
 * Kinds of the audit log: who changed how the project works, and what is gone for good. But for `deal.deleted` they are
 * emitted about no deal and no contact (see the index `events_audit`), and their payload has `change` (what was done), `name`
 * (of the thing), and `changes` (field by field, before and after).
 */
export const auditKinds = [
  'deal.deleted',
  'project.changed',
  'pipeline.changed',
  'field.changed',
  'flow.changed',
  'channel.changed',
  'member.changed',
  'role.changed',
  'api_key.changed',
  'import.started',
  'import.finished',
  'import.undone',
  'deals.exported',
  'contacts.exported',
  'contact.exported',
  'contact.erased',
] as const satisfies readonly EventKind[];

export type AuditKind = (typeof auditKinds)[number];

/** Kinds that a flow may start from (PRODUCT D19 "CRM event"). */
export const triggerKinds = [
  'deal.created',
  'deal.moved',
  'deal.accepted',
  'deal.won',
  'deal.lost',
  'deal.responsible_changed',
  'task.done',
] as const satisfies readonly EventKind[];

export type TriggerKind = (typeof triggerKinds)[number];
