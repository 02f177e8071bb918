import { z } from 'zod';
import { dealFilter, fieldKind, filterParam } from './deal-filter.ts';
import { boardColumn, dealCard } from './deals.ts';
import { member, operation } from './operation.ts';
import { idOf, projectParams, shortText, tag, variables } from './values.ts';

/** A deal as a row of the list: its card and the rest of its contact, as far as the role may see contacts. */
export const dealRow = dealCard.extend({
  contactTags: z.array(z.string()),
  contactResponsibleId: idOf('member').nullable(),
  contactVariables: variables,
});
export type DealRow = z.infer<typeof dealRow>;

/** A field of `dealFields` or a variable, `-` before it for descending. What is empty comes last either way. */
export const dealSort = z
  .string()
  .max(80)
  .refine((sort) => isSortable(sort.replace(/^-/, '')), 'no field that deals can be sorted by')
  .meta({ description: 'Such as created, -amount or deal.<variable>' });

export function isSortable(field: string): boolean {
  const kind = fieldKind(field);
  return kind !== undefined && kind !== 'channel' && field !== 'reached';
}

/**
 * Which deals. With a pipeline: those of its board, of the columns that are switched on, or (`columns: all`) of all; what
 * is hidden behind a merged contact's card on the board is hidden here. Without: all of the project, each hidden or not as
 * its own pipeline has it.
 */
const whichQuery = z.strictObject({
  filter: filterParam.optional(),
  pipelineId: idOf('pipeline').optional(),
  columns: z.enum(['visible', 'all']).optional(),
});

const which = z.strictObject({
  filter: dealFilter.optional(),
  pipelineId: idOf('pipeline').optional(),
  columns: z.enum(['visible', 'all']).optional(),
  exceptIds: z.array(idOf('deal')).max(1000).optional(),
});

/** So many at most are changed by one mass action. */
export const mostInMass = 10_000;

export const massTarget = z.union([
  z.strictObject({ ids: z.array(idOf('deal')).min(1).max(mostInMass) }),
  z.strictObject({ which }),
]);
export type MassTarget = z.infer<typeof massTarget>;

const tags = z.array(tag).max(50);

export const massChange = z.discriminatedUnion('kind', [
  /** Of open deals; those in Unsorted refuse (PRODUCT S10), they are accepted. */
  z.strictObject({ kind: z.literal('move'), stageId: idOf('stage'), overrideReason: shortText.optional() }),
  /** Of deals in Unsorted. */
  z.strictObject({ kind: z.literal('accept'), stageId: idOf('stage') }),
  z.strictObject({ kind: z.literal('assign'), responsibleId: idOf('member').nullable() }),
  z.strictObject({ kind: z.literal('tags'), add: tags.optional(), remove: tags.optional() }),
  z.strictObject({ kind: z.literal('win') }),
  z.strictObject({ kind: z.literal('lose'), reason: shortText }),
  z.strictObject({ kind: z.literal('archive'), reason: shortText }),
  z.strictObject({ kind: z.literal('restore') }),
  z.strictObject({ kind: z.literal('delete') }),
]);
const massInput = z.strictObject({ target: massTarget, change: massChange });

/** Deals that stayed as they were, by the reason; `names` are the first few of them. */
const massRefusals = z.array(
  z.object({ why: z.string(), message: z.string(), count: z.int(), names: z.array(z.string()) }),
);

/** How far a mass action is. Until it is `finished`, `deals.continueMass` does the next part. */
export const massState = z.object({
  id: idOf('massAction'),
  total: z.int(),
  done: z.int(),
  refused: z.int(),
  refusals: massRefusals,
  finished: z.boolean(),
});
export type MassState = z.infer<typeof massState>;

/** How far an undoing is. Until it is `finished`, `deals.undoMass` does the next part. `kept`: changed by somebody since. */
export const massUndoState = z.object({
  id: idOf('massAction'),
  total: z.int(),
  undone: z.int(),
  kept: z.int(),
  keeps: massRefusals,
  finished: z.boolean(),
});
export type MassUndoState = z.infer<typeof massUndoState>;

const massParams = projectParams.extend({ massActionId: idOf('massAction') });
const massPath = '/projects/:projectId/deals/mass/:massActionId';

export const dealList = {
  list: operation({
    name: 'deals.list',
    method: 'GET',
    path: '/projects/:projectId/deals',
    summary: 'A window of the list of deals: `limit` rows from `offset` on, sorted by any field (PRODUCT S5).',
    access: member('crm', 'view', 'see_others_deals'),
    params: projectParams,
    query: whichQuery.extend({
      /** Default: the newest first. */
      sort: dealSort.optional(),
      offset: z.coerce.number().int().min(0).max(10_000_000).optional(),
      limit: z.coerce.number().int().min(1).max(500).optional(),
    }),
    response: z.object({ rows: z.array(dealRow) }),
    ahead: true,
  }),
  totals: operation({
    name: 'deals.totals',
    method: 'GET',
    path: '/projects/:projectId/deals/totals',
    summary: 'How many deals the list holds and what they are worth, one sum for each currency.',
    access: member('crm', 'view'),
    params: projectParams,
    query: whichQuery,
    response: boardColumn.pick({ count: true, sums: true }),
    ahead: true,
  }),
  previewMass: operation({
    name: 'deals.previewMass',
    method: 'POST',
    path: '/projects/:projectId/deals/mass/preview',
    summary: 'What a mass action would do: how many deals it would change and which would refuse, changing nothing.',
    access: member('crm', 'edit', 'see_others_deals'),
    params: projectParams,
    body: massInput,
    response: z.object({
      total: z.int(),
      /** More than one mass action takes: nothing was tried, narrow the filter. */
      tooMany: z.boolean(),
      refused: z.int(),
      refusals: massRefusals,
    }),
  }),
  mass: operation({
    name: 'deals.mass',
    method: 'POST',
    path: '/projects/:projectId/deals/mass',
    summary:
      'Changes many deals at once, at most 10,000, by the same rules as one by one (PRODUCT D13). Does a first part; `deals.continueMass` does the next until it is finished.',
    access: member('crm', 'edit', 'see_others_deals'),
    params: projectParams,
    body: massInput,
    response: massState,
  }),
  continueMass: operation({
    name: 'deals.continueMass',
    method: 'POST',
    path: `${massPath}/continue`,
    summary: 'Does the next part of a mass action of the caller’s own.',
    access: member('crm', 'edit', 'see_others_deals'),
    params: massParams,
    body: z.strictObject({}),
    response: massState,
  }),
  undoMass: operation({
    name: 'deals.undoMass',
    method: 'POST',
    path: `${massPath}/undo`,
    summary:
      'Takes back what a mass action of the caller’s own has changed, within seven days, deleted deals too. What somebody has changed since stays as it is.',
    access: member('crm', 'edit', 'see_others_deals'),
    params: massParams,
    body: z.strictObject({}),
    response: massUndoState,
  }),
};
