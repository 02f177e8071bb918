import { createPipeline } from '../../crm-core/pipelines/create-pipeline.ts';
import { createStage } from '../../crm-core/pipelines/create-stage.ts';
import { noRules } from '../../crm-core/pipelines/pipeline-defaults.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { ProvisionFile, StageInFile } from './provision-file.ts';

type PipelineInFile = ProvisionFile['pipelines'][number];

/** Pipelines and stages by name. A stage that the file does not name stays: it may hold deals. */
export async function applyPipelines(work: Work, file: ProvisionFile): Promise<void> {
  for (const wanted of file.pipelines) {
    const known = work.config.pipelines.find(({ row }) => row.name === wanted.name);
    if (known) work.pipelines.seed([known.row]);
    const row = known?.row ?? (await createPipeline(work, { name: wanted.name, currency: wanted.currency }));
    applySettings(work, row, wanted);
    for (const stage of wanted.stages) await applyStage(work, row, known?.stages ?? [], stage);
  }
}

function applySettings(work: Work, row: Row<'pipelines'>, wanted: PipelineInFile): void {
  if (!wanted.settings) return;
  const given = Object.entries(wanted.settings).filter(([, value]) => value !== undefined);
  work.pipelines.update(row.id, { settings: { ...row.settings, ...Object.fromEntries(given) } });
  if (work.pipelines.changes.size > 0) work.touchConfig();
}

async function applyStage(
  work: Work,
  pipeline: Row<'pipelines'>,
  known: readonly Row<'stages'>[],
  wanted: StageInFile,
): Promise<void> {
  const rules = {
    forbiddenTargets: wanted.forbiddenTargets ?? noRules.forbiddenTargets,
    requiredFields: wanted.requiredFields ?? noRules.requiredFields,
  };
  const stage = known.find((one) => one.name === wanted.name);
  if (!stage) {
    const color = wanted.color && { color: wanted.color };
    await createStage(work, { pipelineId: pipeline.id, name: wanted.name, rules, ...color });
    return;
  }
  work.stages.seed([stage]);
  work.stages.update(stage.id, { rules, ...(wanted.color && { color: wanted.color }) });
  if (work.stages.changes.size > 0) work.touchConfig();
}
