import type { PipelineSettingsView, PipelineView, StageView } from '../../../api/contract/pipelines.ts';
import { nextColor, type StageColor } from '../../ui/stage-colors.ts';

/** A stage in the dialog: `key` holds it together while it has no id yet. */
export interface DraftStage {
  key: string;
  id: StageView['id'] | undefined;
  name: string;
  color: StageColor;
  rules: StageView['rules'];
}

/** The settings dialog's whole state; nothing of it is true before "Save" (PRODUCT S4). */
export interface SettingsDraft {
  name: string;
  currency: string;
  settings: PipelineSettingsView;
  stages: DraftStage[];
  /** Stages to delete, each with the stage that takes its deals (D3). */
  deleted: { id: StageView['id']; name: string; targetStageId: StageView['id'] | null }[];
}

export function draftOf(pipeline: PipelineView): SettingsDraft {
  return {
    name: pipeline.name,
    currency: pipeline.currency,
    settings: pipeline.settings,
    stages: pipeline.stages.map(({ id, name, color, rules }) => ({ key: id, id, name, color, rules })),
    deleted: [],
  };
}

export function withNewStage(draft: SettingsDraft, name: string): SettingsDraft {
  const stage: DraftStage = {
    key: crypto.randomUUID(),
    id: undefined,
    name,
    color: nextColor(draft.stages),
    rules: { forbiddenTargets: [], requiredFields: [] },
  };
  return { ...draft, stages: [...draft.stages, stage] };
}

/** A stage that was meant to take another's deals cannot go before that one has found a new target. */
export function withoutStage(draft: SettingsDraft, key: string, targetStageId: StageView['id'] | null): SettingsDraft {
  const gone = draft.stages.find((stage) => stage.key === key);
  if (!gone) return draft;
  const stages = draft.stages.filter((stage) => stage.key !== key).map((stage) => withoutTarget(stage, gone.id));
  if (!gone.id) return { ...draft, stages };
  const redirected = draft.deleted.map((one) => (one.targetStageId === gone.id ? { ...one, targetStageId } : one));
  return { ...draft, stages, deleted: [...redirected, { id: gone.id, name: gone.name, targetStageId }] };
}

export function saveBody(draft: SettingsDraft, version: number) {
  return {
    version,
    name: draft.name.trim(),
    currency: draft.currency,
    settings: draft.settings,
    stages: draft.stages.map(({ id, name, color, rules }) => ({ ...(id && { id }), name: name.trim(), color, rules })),
    deletedStages: draft.deleted.map(({ id, targetStageId }) => ({ id, targetStageId })),
  };
}

export function isComplete(draft: SettingsDraft): boolean {
  return draft.name.trim() !== '' && draft.stages.every(({ name }) => name.trim() !== '');
}

function withoutTarget(stage: DraftStage, id: string | undefined): DraftStage {
  if (!id || !stage.rules.forbiddenTargets.includes(id)) return stage;
  const forbiddenTargets = stage.rules.forbiddenTargets.filter((target) => target !== id);
  return { ...stage, rules: { ...stage.rules, forbiddenTargets } };
}
