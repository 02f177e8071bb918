import { z } from 'zod';
import { type Condition, filterParam } from './deal-filter.ts';
import { member, operation } from './operation.ts';
import { currency, idOf, money, projectParams } from './values.ts';

/** So many days at most does a period have. */
export const longestPeriod = 3660;

const day = z.iso.date();

/** Days of the project's time zone, both included, and of which deals: of one pipeline or of all, under any filter. */
const about = z.strictObject({
  from: day,
  to: day,
  pipelineId: idOf('pipeline').optional(),
  filter: filterParam.optional(),
});

/** How many deals, and what they are worth: one sum for each currency, of the `deals` that are valued in it. */
export const figure = z.object({
  count: z.int(),
  sums: z.array(z.object({ currency, amount: money, deals: z.int() })),
});
export type Figure = z.infer<typeof figure>;

const duration = z.int().min(0).nullable().meta({ description: 'Milliseconds; null when there is nothing to measure' });

const flow = { created: figure, won: figure, lost: figure };

const periodFigures = z.object({
  ...flow,
  /** Median time from the creation of a deal to its success, of those won in the period. */
  cycleMs: duration,
});
export type PeriodFigures = z.infer<typeof periodFigures>;

export const stageFigures = z.object({
  stageId: idOf('stage'),
  /** Deals of the cohort that entered this stage or a later one, or were won. */
  reached: figure,
  /** Of the stays that have ended. */
  medianMs: duration,
  p75Ms: duration,
  /** Open deals of the cohort that stand here now. */
  here: figure,
  /** Deals of the cohort that were lost or archived from here. */
  lost: figure,
});
export type StageFigures = z.infer<typeof stageFigures>;

export const seriesPoint = z.object({ from: day, to: day, ...flow });
export type SeriesPoint = z.infer<typeof seriesPoint>;

export const breakdownRow = z.object({
  /** The id of a member or channel, or the tag; null for deals that have none. */
  key: z.string().nullable(),
  ...flow,
  /** Open now, whenever they were created. */
  open: figure,
});
export type BreakdownRow = z.infer<typeof breakdownRow>;

export const reasonRow = z.object({ reason: z.string().nullable(), deals: figure });
export type ReasonRow = z.infer<typeof reasonRow>;

/**
 * Conditions under which the list holds exactly the deals of a figure; beside them go the caller's own filter and, with a
 * pipeline, `inPipeline`.
 */
export const dealsOf = {
  created: (from: string, to: string): Condition[] => [{ field: 'created', op: 'between', value: [from, to] }],
  won: (from: string, to: string) => closed('won', from, to),
  lost: (from: string, to: string) => closed('lost', from, to),
  archived: (from: string, to: string) => closed('archived', from, to),
  open: (): Condition[] => [{ field: 'status', op: 'any_of', value: ['open'] }],
  inPipeline: (pipelineId: string): Condition[] => [{ field: 'pipeline', op: 'any_of', value: [pipelineId] }],
  /** Beside `created`: of the cohort. */
  reached: (stageId: string): Condition[] => [{ field: 'reached', op: 'any_of', value: [stageId] }],
  here: (stageId: string): Condition[] => [...dealsOf.open(), { field: 'stage', op: 'any_of', value: [stageId] }],
  lostFrom: (stageId: string): Condition[] => [
    { field: 'status', op: 'any_of', value: ['lost', 'archived'] },
    { field: 'stage', op: 'any_of', value: [stageId] },
  ],
  by: (field: BreakdownField, key: string | null): Condition[] =>
    key === null ? [{ field, op: 'empty' }] : [{ field, op: 'any_of', value: [key] }],
  because: (reason: string | null): Condition[] =>
    reason === null
      ? [{ field: 'close_reason', op: 'empty' }]
      : [{ field: 'close_reason', op: 'is', value: reason.slice(0, 200) }],
};

function closed(status: 'won' | 'lost' | 'archived', from: string, to: string): Condition[] {
  return [
    { field: 'status', op: 'any_of', value: [status] },
    { field: 'closed', op: 'between', value: [from, to] },
  ];
}

const breakdownField = z.enum(['responsible', 'channel', 'tags']);
export type BreakdownField = z.infer<typeof breakdownField>;

const path = '/projects/:projectId/analytics';

export const analytics = {
  summary: operation({
    name: 'analytics.summary',
    method: 'GET',
    path: `${path}/summary`,
    summary:
      'Deals created, won and lost in a period, beside those of the equally long period before it, and what is open now. Every figure equals `deals.totals` under the filter that describes it.',
    access: member('crm', 'view'),
    params: projectParams,
    query: about,
    response: z.object({
      now: periodFigures,
      before: periodFigures.extend({ from: day, to: day }),
      open: figure,
    }),
  }),
  series: operation({
    name: 'analytics.series',
    method: 'GET',
    path: `${path}/series`,
    summary: 'Deals created, won and lost over time, by days, weeks (from Monday) or months, as the period is long.',
    access: member('crm', 'view'),
    params: projectParams,
    query: about,
    response: z.object({ step: z.enum(['day', 'week', 'month']), points: z.array(seriesPoint) }),
  }),
  funnel: operation({
    name: 'analytics.funnel',
    method: 'GET',
    path: `${path}/funnel`,
    summary:
      'How far the deals of one pipeline that were created in the period (the cohort) have come: how many reached each stage, and how long they stayed.',
    access: member('crm', 'view'),
    params: projectParams,
    query: about.required({ pipelineId: true }),
    response: z.object({ created: figure, stages: z.array(stageFigures), won: figure }),
  }),
  breakdown: operation({
    name: 'analytics.breakdown',
    method: 'GET',
    path: `${path}/breakdown`,
    summary:
      'The figures of the period for each responsible member, channel or tag. A deal whose customer writes in two channels counts in both, as it does under the filter.',
    access: member('crm', 'view'),
    params: projectParams,
    query: about.extend({ by: breakdownField }),
    response: z.array(breakdownRow),
  }),
  reasons: operation({
    name: 'analytics.reasons',
    method: 'GET',
    path: `${path}/reasons`,
    summary: 'Why deals were lost or archived in the period, the most frequent reason first.',
    access: member('crm', 'view'),
    params: projectParams,
    query: about.extend({ status: z.enum(['lost', 'archived']) }),
    response: z.array(reasonRow),
  }),
};
