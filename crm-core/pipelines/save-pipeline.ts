import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { PipelineSettings, StageRules } from '../../drizzle/schema/documents.ts';
import { deals } from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import { newId, type PipelineId, type StageId } from '../../kernel/ids.ts';
import { changedFields, type FieldChanges } from '../changed-fields.ts';
import { checkCurrency } from '../money.ts';
import { keysAfter } from '../order-key.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkStageRules } from './check-stage-rules.ts';
import { planDeletion, removeStage, type StageDeletion } from './delete-stage.ts';
import { findStage, getPipeline, stagesInOrder } from './known-pipelines.ts';
import { type PipelineRefused, refuse } from './pipeline-outcome.ts';

/** What the settings dialog shows, as it shall be from now on (PRODUCT S4). */
export interface SavePipeline {
  id: PipelineId;
  name: string;
  currency: string;
  settings: PipelineSettings;
  /** All stages that stay, in order; a new one has no id. */
  stages: readonly StageDraft[];
  deletedStages?: readonly { id: StageId; targetStageId: StageId | null }[];
  /** Says yes to a new currency although open deals have amounts (PRODUCT D6). */
  confirmCurrency?: boolean | undefined;
  /** The version that the dialog was opened with. */
  expectedVersion?: number;
}

export interface StageDraft {
  id?: StageId | undefined;
  name: string;
  color: string;
  rules: StageRules;
}

export type SavedPipeline =
  | { kind: 'ok'; pipeline: Row<'pipelines'>; stages: Row<'stages'>[] }
  /** Nothing was changed. `stageId`: the stage whose deletion was refused. */
  | (PipelineRefused & { stageId?: StageId });

/** The settings dialog's Save: all or nothing. Whatever may be refused is asked before anything is recorded. */
export async function savePipeline(work: Work, input: SavePipeline): Promise<SavedPipeline> {
  demand(work.actor, 'crm', 'edit');
  const pipeline = getPipeline(work, input.id);
  const refused = staleness(work, pipeline, input) ?? (await currencyRefusal(work, pipeline, input));
  if (refused) return refused;
  const deletions: StageDeletion[] = [];
  for (const { id, targetStageId } of input.deletedStages ?? []) {
    const planned = await planDeletion(work, { stageId: id, targetStageId });
    if (planned.kind === 'refused') return { ...planned, stageId: id };
    deletions.push(planned);
  }
  const stages = stageChanges(work, pipeline, input.stages);
  const saved = saveFields(work, pipeline, { input, stages });
  saveStages(work, pipeline, input.stages);
  for (const deletion of deletions) removeStage(work, deletion);
  return { kind: 'ok', pipeline: saved, stages: stagesInOrder(work, pipeline.id) };
}

/** A dialog that knows nothing of a stage that a colleague has added must not make it vanish, nor bring back a deleted one. */
function staleness(work: Work, pipeline: Row<'pipelines'>, input: SavePipeline): PipelineRefused | undefined {
  const kept = input.stages.flatMap((stage) => stage.id ?? []);
  const gone = (input.deletedStages ?? []).map((stage) => stage.id);
  const named = new Set([...kept, ...gone]);
  if (named.size !== kept.length + gone.length) throw badInput('A stage is named twice');
  for (const { targetStageId } of input.deletedStages ?? []) {
    if (targetStageId && gone.includes(targetStageId))
      throw badInput('Deals cannot go to a stage that goes away too', { why: 'target_goes_away' });
  }
  const known = stagesInOrder(work, pipeline.id).map((stage) => stage.id);
  const fresh = input.expectedVersion === undefined || input.expectedVersion === pipeline.version;
  if (fresh && known.length === named.size && known.every((id) => named.has(id))) return undefined;
  return refuse('changed', 'Somebody else has changed the pipeline meanwhile.');
}

/** PRODUCT D6: amounts are never converted, so a new currency beside old amounts has to be meant. */
async function currencyRefusal(
  work: Work,
  pipeline: Row<'pipelines'>,
  input: SavePipeline,
): Promise<PipelineRefused | undefined> {
  if (input.currency === pipeline.currency || input.confirmCurrency) return undefined;
  const valued = and(eq(deals.pipelineId, pipeline.id), eq(deals.status, 'open'), isNotNull(deals.amount));
  const [row] = await work.db.orm
    .select({ count: sql<number>`count(*)::int` })
    .from(deals)
    .where(and(eq(deals.projectId, work.projectId), valued));
  if (!row?.count) return undefined;
  return refuse('currency_in_use', 'Open deals have amounts in the old currency and will keep it.', row.count);
}

/** What is told of a stage that is new, or not as it was. */
interface StageChange {
  change: 'added' | 'changed';
  name: string;
  changes: FieldChanges;
}

function stageChanges(work: Work, pipeline: Row<'pipelines'>, drafts: readonly StageDraft[]): StageChange[] {
  const known = stagesInOrder(work, pipeline.id);
  return drafts.flatMap(({ id, name, color, rules }): StageChange[] => {
    const stage = known.find((one) => one.id === id);
    const { forbiddenTargets, requiredFields } = rules;
    if (!stage) return [{ change: 'added', name, changes: {} }];
    const before = { name: stage.name, color: stage.color, ...stage.rules };
    const changes = changedFields(before, { name: name.trim(), color, forbiddenTargets, requiredFields });
    return Object.keys(changes).length > 0 ? [{ change: 'changed', name: stage.name, changes }] : [];
  });
}

function saveFields(
  work: Work,
  pipeline: Row<'pipelines'>,
  { input, stages }: { input: SavePipeline; stages: StageChange[] },
): Row<'pipelines'> {
  const fields = { name: checkName(input.name), currency: checkCurrency(input.currency), settings: input.settings };
  const changes = changedFields(pipeline, fields);
  work.emit('pipeline.changed', {}, { change: 'saved', pipelineId: pipeline.id, name: fields.name, changes, stages });
  work.touchConfig();
  work.pipelines.touch(pipeline.id);
  return work.pipelines.update(pipeline.id, fields);
}

function saveStages(work: Work, pipeline: Row<'pipelines'>, drafts: readonly StageDraft[]): void {
  const positions = positionsOf(drafts.map((draft) => findStage(work, draft.id)?.position));
  drafts.forEach((draft, index) => {
    const fields = {
      name: checkName(draft.name),
      color: draft.color,
      rules: checkStageRules(work, draft.rules),
      position: positions[index] ?? '',
    };
    if (draft.id) work.stages.update(draft.id, fields);
    else {
      const { projectId } = work;
      work.stages.insert({ id: newId('stage'), projectId, pipelineId: pipeline.id, ...fields, version: 1 });
    }
  });
}

/** Keeps the keys of the front that is in order already, and gives new ones to the rest. */
function positionsOf(known: readonly (string | undefined)[]): string[] {
  const kept: string[] = [];
  for (const position of known) {
    if (position === undefined || position <= (kept.at(-1) ?? '')) break;
    kept.push(position);
  }
  return [...kept, ...keysAfter(kept.at(-1) ?? null, known.length - kept.length)];
}
