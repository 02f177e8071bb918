import { z } from 'zod';
import { auditKinds } from '../../crm-core/events/event-kind.ts';
import { member, operation } from './operation.ts';
import { actor, idOf, projectParams, time } from './values.ts';

export const auditEntry = z.object({
  id: idOf('event'),
  kind: z.enum(auditKinds),
  actor,
  /** `change`: what was done; `name`: of the thing; `changes`: field by field, before and after. Never a secret. */
  payload: z.record(z.string(), z.unknown()),
  at: time,
});
export type AuditEntry = z.infer<typeof auditEntry>;
export type AuditKind = AuditEntry['kind'];

export const audit = {
  list: operation({
    name: 'audit.list',
    method: 'GET',
    path: '/projects/:projectId/audit',
    summary:
      'Who changed how the project works, newest first (PRODUCT D30): settings, pipelines, fields, flows, channels, members, roles, keys; and which deals were deleted (for who may see them all). `next` is the next page’s `before`; `from` and `to` bound the time, `to` excluded.',
    access: member('settings', 'view', 'see_others_deals'),
    params: projectParams,
    query: z.strictObject({
      memberId: idOf('member').optional(),
      kind: z.enum(auditKinds).optional(),
      from: time.optional(),
      to: time.optional(),
      before: idOf('event').optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    response: z.object({ entries: z.array(auditEntry), next: idOf('event').nullable() }),
  }),
};
