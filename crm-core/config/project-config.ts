import type { PipelineId, StageId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';

/** What every command and turn needs to know of a project, read once per `configVersion` and shared by all (immutable). */
export interface ProjectConfig {
  project: Row<'projects'>;
  /** In order. */
  pipelines: Pipeline[];
  /** Custom fields of deals and of contacts, each in order. */
  fields: Row<'fields'>[];
  members: Member[];
  channels: Row<'channels'>[];
  /** Published flows that are switched on, in order; documents as they were published. */
  flows: PublishedFlow[];
}

export interface Pipeline {
  row: Row<'pipelines'>;
  /** In order. */
  stages: Row<'stages'>[];
}

export interface Member {
  row: Row<'members'>;
  role: Row<'roles'>;
  name: string;
  email: string;
}

export interface PublishedFlow {
  row: Row<'flows'>;
  version: Row<'flowVersions'>;
}

export function findPipeline(config: ProjectConfig, id: PipelineId | null | undefined): Pipeline | undefined {
  return config.pipelines.find((pipeline) => pipeline.row.id === id);
}

export function findStage(config: ProjectConfig, id: StageId | null | undefined): Row<'stages'> | undefined {
  for (const pipeline of config.pipelines) {
    const stage = pipeline.stages.find((one) => one.id === id);
    if (stage) return stage;
  }
  return undefined;
}
