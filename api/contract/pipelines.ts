import { z } from 'zod';
import { member, operation, withOr } from './operation.ts';
import { color, currency, idOf, projectParams, refusal, shortText, variableName, version } from './values.ts';

export const cardFields = [
  'contact',
  'amount',
  'responsible',
  'phone',
  'email',
  'tags',
  'channel',
  'next_task',
  'created',
  'time_in_stage',
  'description',
] as const;

/** PRODUCT S4, D5. */
export const pipelineSettings = z.strictObject({
  cardFields: z.array(z.enum(cardFields)),
  cardVariables: z.array(variableName).max(12),
  systemStages: z.strictObject({ unsorted: z.boolean(), won: z.boolean(), lost: z.boolean(), archived: z.boolean() }),
  hideMerged: z.boolean(),
  density: z.enum(['comfortable', 'compact']),
  sort: z.enum(['manual', 'newest', 'next_task', 'time_in_stage']),
  showSums: z.boolean(),
  rottingDays: z.int().min(1).max(365).nullable(),
  rottingFrom: z.enum(['stage_entry', 'last_message']),
});
export type PipelineSettingsView = z.infer<typeof pipelineSettings>;

/** PRODUCT D4. */
export const stageRules = z.strictObject({
  forbiddenTargets: z.array(z.string()).max(50),
  requiredFields: z.array(z.string().max(80)).max(30),
});

export const stageView = z.object({
  id: idOf('stage'),
  pipelineId: idOf('pipeline'),
  name: z.string(),
  color,
  rules: stageRules,
});
export type StageView = z.infer<typeof stageView>;

export const pipelineView = z.object({
  id: idOf('pipeline'),
  name: z.string(),
  currency,
  settings: pipelineSettings,
  stages: z.array(stageView),
  version,
});
export type PipelineView = z.infer<typeof pipelineView>;

const one = projectParams.extend({ pipelineId: idOf('pipeline') });

export const pipelines = {
  list: operation({
    name: 'pipelines.list',
    method: 'GET',
    path: '/projects/:projectId/pipelines',
    summary: 'All pipelines in order, with their stages (PRODUCT S1).',
    access: withOr(member('crm', 'view'), ['settings', 'view']),
    params: projectParams,
    response: z.array(pipelineView),
  }),
  create: operation({
    name: 'pipelines.create',
    method: 'POST',
    path: '/projects/:projectId/pipelines',
    summary: 'Creates a pipeline without stages (PRODUCT S2).',
    access: member('crm', 'edit'),
    params: projectParams,
    body: z.strictObject({ name: shortText, currency }),
    response: pipelineView,
  }),
  /** The settings dialog's Save: everything in one transaction. */
  save: operation({
    name: 'pipelines.save',
    method: 'PUT',
    path: '/projects/:projectId/pipelines/:pipelineId',
    summary:
      'Saves name, currency, settings and stages together (PRODUCT S4). Stages are given in order; new ones have no id. A stage left out must be named in deletedStages with the stage that takes its deals (D3).',
    access: member('crm', 'edit', 'delete_stages'),
    params: one,
    body: z.strictObject({
      version,
      name: shortText,
      currency,
      settings: pipelineSettings,
      stages: z
        .array(z.strictObject({ id: idOf('stage').optional(), name: shortText, color, rules: stageRules }))
        .max(60),
      deletedStages: z.array(z.strictObject({ id: idOf('stage'), targetStageId: idOf('stage').nullable() })),
      /** Needed when open deals have amounts (D6). */
      confirmCurrency: z.boolean().optional(),
    }),
    response: z.discriminatedUnion('kind', [z.object({ kind: z.literal('ok'), pipeline: pipelineView }), refusal]),
  }),
  createStage: operation({
    name: 'pipelines.createStage',
    method: 'POST',
    path: '/projects/:projectId/pipelines/:pipelineId/stages',
    summary: 'Adds a stage at the end (PRODUCT S3).',
    access: member('crm', 'edit'),
    params: one,
    body: z.strictObject({ name: shortText, color: color.optional() }),
    response: pipelineView,
  }),
  reorder: operation({
    name: 'pipelines.reorder',
    method: 'PUT',
    path: '/projects/:projectId/pipelines/order',
    summary: 'Sets the order of all pipelines.',
    access: member('crm', 'edit'),
    params: projectParams,
    body: z.strictObject({ pipelineIds: z.array(idOf('pipeline')) }),
    response: z.array(pipelineView),
  }),
  remove: operation({
    name: 'pipelines.remove',
    method: 'DELETE',
    path: '/projects/:projectId/pipelines/:pipelineId',
    summary: 'Deletes a pipeline; its deals go to the target stage of another one (PRODUCT D3).',
    access: member('crm', 'edit', 'delete_stages'),
    params: one,
    query: z.strictObject({ targetStageId: idOf('stage').optional() }),
    response: z.discriminatedUnion('kind', [z.object({ kind: z.literal('ok') }), refusal]),
  }),
};
