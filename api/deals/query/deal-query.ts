import { findPipeline, type Pipeline, type ProjectConfig } from '../../../crm-core/config/project-config.ts';
import type { Permissions } from '../../../crm-core/members/permissions.ts';
import { notFound } from '../../../kernel/errors.ts';
import type { MemberId, PipelineId, ProjectId } from '../../../kernel/ids.ts';
import { type DealScope, dealScope, type ProjectCaller } from '../../auth/caller.ts';
import type { DealFilter } from '../../contract/deal-filter.ts';
import type { ColumnKey } from '../../contract/deals.ts';

/** Which deals somebody asks for: everything that shows, counts, exports or changes many of them is made of one. */
export interface DealQuery {
  projectId: ProjectId;
  filter: DealFilter;
  scope: DealScope;
  asker: Asker;
  /** The columns of one pipeline's board; undefined: all deals of the project. */
  board: Board | undefined;
  /** All of the project, in order. */
  pipelines: readonly Pipeline[];
}

export interface Board {
  pipeline: Pipeline;
  columns: ColumnKey[];
}

/** Whose words the filter's are. */
export interface Asker {
  /** `me`; null for an API key. */
  memberId: MemberId | null;
  permissions: Permissions;
  now: Date;
  /** In which a day begins. */
  timeZone: string;
  /** How a phone without a country is read in a search. */
  country: string;
}

export interface Asked {
  pipelineId?: PipelineId | undefined;
  /** `all`: of a pipeline's columns, those too that its board does not show. */
  columns?: 'visible' | 'all' | undefined;
  filter?: DealFilter | undefined;
}

/** What the caller asks for, as far as his role lets him. Throws `not_found` for a pipeline that is not this project's. */
export function dealQuery(caller: ProjectCaller, now: Date, { pipelineId, columns, filter = {} }: Asked): DealQuery {
  const { config, projectId } = caller;
  return {
    projectId,
    filter,
    scope: dealScope(caller),
    asker: askerOf(caller, now),
    board: pipelineId === undefined ? undefined : boardOf(config, pipelineId, columns),
    pipelines: config.pipelines,
  };
}

function askerOf({ config, actor, member }: ProjectCaller, now: Date): Asker {
  const { timeZone, country } = config.project.settings;
  return { memberId: member?.row.id ?? null, permissions: actor.permissions, now, timeZone, country };
}

export function boardOf(config: ProjectConfig, pipelineId: PipelineId, columns: Asked['columns'] = 'visible'): Board {
  const pipeline = findPipeline(config, pipelineId);
  if (!pipeline) throw notFound('pipeline', pipelineId);
  return { pipeline, columns: columns === 'all' ? allColumns(pipeline) : visibleColumns(pipeline) };
}

/** Unsorted, the stages in order, then the closed ones; system stages only where they are switched on (PRODUCT S6). */
export function visibleColumns(pipeline: Pipeline): ColumnKey[] {
  const shown = pipeline.row.settings.systemStages;
  return allColumns(pipeline).filter((key) => !isSystemKey(key) || shown[key]);
}

function allColumns({ stages }: Pipeline): ColumnKey[] {
  return ['unsorted', ...stages.map((stage) => stage.id), ...closed];
}

const closed = ['won', 'lost', 'archived'] as const;
export type ClosedKey = (typeof closed)[number];

function isSystemKey(key: ColumnKey): key is ClosedKey | 'unsorted' {
  return key === 'unsorted' || closed.some((one) => one === key);
}

/** The stages among the board's columns. */
export function stageKeys({ columns, pipeline }: Board): ColumnKey[] {
  return columns.filter((key) => pipeline.stages.some((stage) => stage.id === key));
}

export function closedKeys({ columns }: Board): ClosedKey[] {
  return closed.filter((key) => columns.includes(key));
}

/** A member of the board, or nothing: a stage of another pipeline or of another project is no column of it. */
export function hasColumn({ stages }: Pipeline, key: ColumnKey): boolean {
  return isSystemKey(key) || stages.some((stage) => stage.id === key);
}
