import type { Fragment, Sql } from 'postgres';
import type { PipelineId } from '../../kernel/ids.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import { dealsOf } from '../contract/analytics.ts';
import type { DealFilter } from '../contract/deal-filter.ts';
import { boardOf, type DealQuery, dealQuery } from '../deals/query/deal-query.ts';
import { passesFilter } from '../deals/query/query-parts.ts';
import { textArray } from '../http/text-array.ts';
import { type Period, readPeriod } from './periods.ts';

/** Of which deals the figures are: what the list finds under the same filter, in a period. */
export interface DealChoice {
  query: DealQuery;
  timeZone: string;
  period: Period;
  /** The chosen pipeline, or all. */
  pipelineIds: PipelineId[];
  /** Pipelines on whose boards one card stands for all deals of a person (PRODUCT S15). */
  hiding: PipelineId[];
  /** Unsorted is shown in all pipelines; it hides when the first of them does. */
  hidesUnsorted: boolean;
}

interface Asked {
  from: string;
  to: string;
  pipelineId?: PipelineId | undefined;
  filter?: DealFilter | undefined;
}

/** Throws `not_found` for a pipeline that is not this project's, `bad_input` for a period that is none. */
export function chooseDeals(caller: ProjectCaller, now: Date, { pipelineId, filter = {}, ...days }: Asked): DealChoice {
  const { config } = caller;
  const { timeZone } = config.project.settings;
  const pipelines = pipelineId ? [boardOf(config, pipelineId).pipeline] : config.pipelines;
  const own = pipelineId ? dealsOf.inPipeline(pipelineId) : [];
  return {
    query: dealQuery(caller, now, { filter: { ...filter, conditions: [...(filter.conditions ?? []), ...own] } }),
    timeZone,
    period: readPeriod(days, timeZone),
    pipelineIds: pipelines.map(({ row }) => row.id),
    hiding: pipelines.filter(({ row }) => row.settings.hideMerged).map(({ row }) => row.id),
    hidesUnsorted: !pipelineId && (pipelines[0]?.row.settings.hideMerged ?? false),
  };
}

/** Whether the deal `d` is among the chosen ones, whenever it was created. */
export function isChosen(sql: Sql, { query }: DealChoice): Fragment {
  return sql`d.project_id = ${query.projectId} and ${passesFilter(sql, query)}`;
}

export function inPipelines(sql: Sql, { pipelineIds }: DealChoice): Fragment {
  return sql`d.pipeline_id = any(${textArray(pipelineIds)}::text[])`;
}
