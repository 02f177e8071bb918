import { describe, expect, it } from 'vitest';
import type { PipelineView } from '../../../../api/contract/pipelines.ts';
import { asId } from '../../../../kernel/ids.ts';
import { channelIntake, leadDestination } from './lead-destination.ts';

const pipeline = (id: string, stages: string[]): PipelineView => ({
  id: asId<'pipeline'>(id),
  name: id,
  currency: 'RUB',
  version: 1,
  settings: {
    cardFields: [],
    cardVariables: [],
    systemStages: { unsorted: true, won: true, lost: true, archived: true },
    hideMerged: false,
    density: 'comfortable',
    sort: 'manual',
    showSums: true,
    rottingDays: null,
    rottingFrom: 'stage_entry',
  },
  stages: stages.map((name) => ({
    id: asId<'stage'>(name),
    pipelineId: asId<'pipeline'>(id),
    name,
    color: 'gray',
    rules: { forbiddenTargets: [], requiredFields: [] },
  })),
});
const pipelines = [pipeline('pip_a', ['stg_a1', 'stg_a2']), pipeline('pip_b', ['stg_b1']), pipeline('pip_c', [])];

describe('where a new lead goes', () => {
  it('S7: on the first stage of the first pipeline when nothing else is chosen', () => {
    expect(leadDestination({ acceptOnFirstStage: true, pipelineId: null }, pipelines)).toMatchObject({
      kind: 'stage',
      stage: { name: 'stg_a1' },
    });
  });

  it('D8: on the first stage of the pipeline that the setting names', () => {
    expect(leadDestination({ acceptOnFirstStage: true, pipelineId: 'pip_b' }, pipelines)).toMatchObject({
      stage: { name: 'stg_b1' },
    });
  });

  it.each([
    ['the setting is off', { acceptOnFirstStage: false, pipelineId: null }, pipelines, 'setting_off'],
    ['the chosen pipeline has no stage', { acceptOnFirstStage: true, pipelineId: 'pip_c' }, pipelines, 'no_stage'],
    ['there is no pipeline', { acceptOnFirstStage: true, pipelineId: null }, [], 'no_pipeline'],
    [
      'there is nothing to accept into, whatever the setting',
      { acceptOnFirstStage: false, pipelineId: null },
      [],
      'no_pipeline',
    ],
  ] as const)('S8: to Unsorted when %s', (_, intake, known, why) => {
    expect(leadDestination(intake, known)).toMatchObject({ kind: 'unsorted', why });
  });

  it("D8: a channel's own rule wins and may leave the pipeline to the project", () => {
    const project = { acceptOnFirstStage: true, pipelineId: 'pip_b' };
    expect(channelIntake(project, { acceptOnFirstStage: false, pipelineId: null })).toEqual({
      acceptOnFirstStage: false,
      pipelineId: 'pip_b',
    });
    expect(channelIntake(project, null)).toEqual(project);
  });
});
