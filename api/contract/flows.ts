import { z } from 'zod';
import { member, operation } from './operation.ts';
import { empty, idOf, projectParams, time, version } from './values.ts';

export const flowProblem = z.object({
  blockId: z.string().nullable(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  line: z.int().optional(),
  /** What the message speaks of, for saying it in another language. */
  params: z.record(z.string(), z.string()).optional(),
});
export const flowView = z.object({
  id: idOf('flow'),
  name: z.string(),
  enabled: z.boolean(),
  blocks: z.int(),
  publishedNumber: z.int().nullable(),
  publishedAt: time.nullable(),
  draftDiffers: z.boolean(),
  version,
});
export type FlowView = z.infer<typeof flowView>;

const one = projectParams.extend({ flowId: idOf('flow') });
const path = '/projects/:projectId/flows/:flowId';
const checked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ok'), flow: flowView, problems: z.array(flowProblem) }),
  z.object({ kind: z.literal('refused'), why: z.string(), message: z.string(), problems: z.array(flowProblem) }),
]);

export const flows = {
  list: operation({
    name: 'flows.list',
    method: 'GET',
    path: '/projects/:projectId/flows',
    summary: 'Flows in order of hearing.',
    access: member('flows', 'view'),
    params: projectParams,
    response: z.array(flowView),
  }),
  examples: operation({
    name: 'flows.examples',
    method: 'GET',
    path: '/projects/:projectId/flow-examples',
    summary: 'Flows to begin with, as text in the language of the project. They run in any project as they are.',
    access: member('flows', 'view'),
    params: projectParams,
    response: z.array(z.object({ id: z.string(), name: z.string(), description: z.string(), text: z.string() })),
  }),
  importText: operation({
    name: 'flows.importText',
    method: 'POST',
    path: '/projects/:projectId/flows',
    summary: 'Makes a flow from its text form, or replaces the draft of `flowId` (PRODUCT M8).',
    access: member('flows', 'edit'),
    params: projectParams,
    body: z.strictObject({ text: z.string().max(1_000_000), flowId: idOf('flow').optional() }),
    response: checked,
  }),
  exportText: operation({
    name: 'flows.exportText',
    method: 'GET',
    path: `${path}/text`,
    summary: 'The draft, or the published version, as text.',
    access: member('flows', 'view'),
    params: one,
    query: z.strictObject({ which: z.enum(['draft', 'published']).optional() }),
    response: z.object({ text: z.string() }),
  }),
  publish: operation({
    name: 'flows.publish',
    method: 'POST',
    path: `${path}/publish`,
    summary:
      'Publishes the draft as a new version; running conversations keep theirs (PRODUCT D24). Refused while the checker finds errors.',
    access: member('flows', 'edit'),
    params: one,
    body: z.strictObject({}),
    response: checked,
  }),
  change: operation({
    name: 'flows.change',
    method: 'PATCH',
    path,
    summary: 'Switches a flow on or off.',
    access: member('flows', 'edit'),
    params: one,
    body: z.strictObject({ enabled: z.boolean() }),
    response: flowView,
  }),
  remove: operation({
    name: 'flows.remove',
    method: 'DELETE',
    path,
    summary: 'Deletes a flow and its versions; conversations inside it go to a human.',
    access: member('flows', 'edit'),
    params: one,
    response: empty,
  }),
};
