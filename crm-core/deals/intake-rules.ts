import type { ProjectSettings, UnsortedReason } from '../../drizzle/schema/documents.ts';
import type { Row } from '../work/tables.ts';

/** A flow's block that puts a deal on a stage; named when it is what a lead in Unsorted waits for (PRODUCT S8 c). */
export type StageBlock = Omit<Extract<UnsortedReason, { kind: 'block_not_reached' }>, 'kind'>;

type Intake = ProjectSettings['intake'];

/** Where a new lead goes. `pipeline` tells the currency even when it goes to Unsorted. */
export type Placement =
  | { kind: 'stage'; pipeline: Row<'pipelines'>; stage: Row<'stages'> }
  | { kind: 'unsorted'; pipeline: Row<'pipelines'> | undefined; reason: UnsortedReason };

/**
 * PRODUCT S7, S8, D8. Without a pipeline or a first stage that is the reason, whatever the setting says: switching it
 * would not help yet, and there is nothing to accept the lead into.
 */
export function placeLead(input: {
  intake: Intake;
  pipelines: readonly { row: Row<'pipelines'>; stages: readonly Row<'stages'>[] }[];
  stageBlock?: StageBlock | undefined;
}): Placement {
  const { intake, pipelines, stageBlock } = input;
  const chosen = intake.pipelineId ? pipelines.find((one) => one.row.id === intake.pipelineId) : pipelines[0];
  const stage = chosen?.stages[0];
  if (!chosen || !stage) {
    const pipelineId = chosen?.row.id;
    return {
      kind: 'unsorted',
      pipeline: chosen?.row,
      reason: { kind: 'no_pipeline', ...(pipelineId && { pipelineId }) },
    };
  }
  if (intake.acceptOnFirstStage) return { kind: 'stage', pipeline: chosen.row, stage };
  const reason: UnsortedReason = stageBlock ? { kind: 'block_not_reached', ...stageBlock } : { kind: 'setting_off' };
  return { kind: 'unsorted', pipeline: chosen.row, reason };
}

/** The channel's own intake where it has one; it may leave the choice of the pipeline to the project (PRODUCT D8). */
export function intakeOf(settings: ProjectSettings, channel: Row<'channels'> | undefined): Intake {
  const own = channel?.settings.intake;
  if (!own) return settings.intake;
  return { ...own, pipelineId: own.pipelineId ?? settings.intake.pipelineId };
}

/** PRODUCT D9: whether a live message of this person is a new lead. */
export function isNewLead(input: {
  contact: Row<'contacts'>;
  deals: readonly Pick<Row<'deals'>, 'status'>[];
  settings: ProjectSettings;
}): boolean {
  if (input.contact.blockedAt !== null) return false;
  if (input.deals.some((deal) => deal.status === 'open')) return false;
  return input.deals.length === 0 || input.settings.newDealForReturning;
}
