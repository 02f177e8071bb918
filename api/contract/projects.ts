import { z } from 'zod';
import { fieldView } from './fields.ts';
import { member, operation } from './operation.ts';
import { currency, empty, idOf, permissions, projectParams, shortText, version } from './values.ts';

export const projectSettings = z.strictObject({
  intake: z.strictObject({ acceptOnFirstStage: z.boolean(), pipelineId: idOf('pipeline').nullable() }),
  newDealForReturning: z.boolean(),
  timeZone: z.string().refine((name) => isTimeZone(name), 'must be an IANA time zone such as Europe/Moscow'),
  locale: z.enum(['ru', 'en']),
  country: z.string().regex(/^[A-Z]{2}$/),
  /** What new pipelines begin with, and what is valued while no pipeline tells. */
  currency,
  lostReasons: z.array(shortText).max(50),
  archiveReasons: z.array(shortText).max(50),
  botSilentMinutes: z.int().min(0).max(10_080),
});

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

export const projectView = z.object({
  id: idOf('project'),
  name: z.string(),
  demo: z.boolean(),
  settings: projectSettings,
  version,
  members: z.array(
    z.object({
      id: idOf('member'),
      name: z.string(),
      email: z.string(),
      roleId: idOf('role'),
      roleName: z.string(),
      active: z.boolean(),
    }),
  ),
  /** Custom fields of deals and of contacts, each in order. */
  fields: z.array(fieldView),
});
export type ProjectView = z.infer<typeof projectView>;

export const projects = {
  create: operation({
    name: 'projects.create',
    method: 'POST',
    path: '/projects',
    summary:
      'Makes an empty project that the user owns. For users who may edit the members of some project, or have none yet.',
    access: { kind: 'user' },
    body: z.strictObject({ name: shortText, locale: z.enum(['ru', 'en']), timeZone: projectSettings.shape.timeZone }),
    response: z.object({ projectId: idOf('project') }),
  }),
  get: operation({
    name: 'projects.get',
    method: 'GET',
    path: '/projects/:projectId',
    summary: 'The project, its settings, and its members by name. E-mails only for who may see members.',
    access: { kind: 'seat' },
    params: projectParams,
    response: projectView,
  }),
  change: operation({
    name: 'projects.change',
    method: 'PATCH',
    path: '/projects/:projectId',
    summary: 'Renames the project or changes its settings (given ones only).',
    access: member('settings', 'edit'),
    params: projectParams,
    body: z.strictObject({ name: shortText.optional(), settings: projectSettings.partial().optional() }),
    response: projectView,
  }),
  removeDemo: operation({
    name: 'projects.removeDemo',
    method: 'DELETE',
    path: '/projects/:projectId/demo',
    summary: 'Removes the demo project with everything in it and leaves an empty project of the same owner.',
    access: member('settings', 'edit'),
    params: projectParams,
    response: z.object({ projectId: idOf('project') }),
  }),
  createApiKey: operation({
    name: 'projects.createApiKey',
    method: 'POST',
    path: '/projects/:projectId/api-keys',
    summary: 'Makes an API key. The key itself is shown only in this answer.',
    access: member('settings', 'edit'),
    params: projectParams,
    body: z.strictObject({ name: shortText, permissions }),
    response: z.object({ id: idOf('apiKey'), name: z.string(), key: z.string() }),
  }),
  listApiKeys: operation({
    name: 'projects.listApiKeys',
    method: 'GET',
    path: '/projects/:projectId/api-keys',
    summary: 'Keys in force, without their secrets.',
    access: member('settings', 'view'),
    params: projectParams,
    response: z.array(z.object({ id: idOf('apiKey'), name: z.string(), permissions, createdAt: z.string() })),
  }),
  revokeApiKey: operation({
    name: 'projects.revokeApiKey',
    method: 'DELETE',
    path: '/projects/:projectId/api-keys/:apiKeyId',
    summary: 'Revokes a key at once.',
    access: member('settings', 'edit'),
    params: projectParams.extend({ apiKeyId: idOf('apiKey') }),
    response: empty,
  }),
};
