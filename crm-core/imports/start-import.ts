import { badInput } from '../../kernel/errors.ts';
import type { ImportId } from '../../kernel/ids.ts';
import { getActiveMember } from '../members/known-members.ts';
import { getPipeline, getStage } from '../pipelines/known-pipelines.ts';
import { cleanTags } from '../tags.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { demandImport } from './create-import.ts';
import { isFieldOf } from './import-fields.ts';
import { type ImportOutcome, refuse } from './import-outcome.ts';
import type { ImportPlan } from './import-plan.ts';

/** Lets a draft run in the background by this plan (PRODUCT D13). Twice is once. */
export async function startImport(work: Work, input: { importId: ImportId; plan: ImportPlan }): Promise<ImportOutcome> {
  const row = await work.imports.get(input.importId);
  demandImport(work.actor, row.entity);
  if (row.status === 'running') return { kind: 'ok', import: row };
  if (row.status !== 'draft') return refuse('not_draft', 'This import has been carried out already.');
  const started = work.imports.update(row.id, {
    plan: checkPlan(work, row, input.plan),
    status: 'running',
    startedBy: work.actor.record,
    permissions: work.actor.permissions,
    startedAt: work.now,
  });
  work.emit(
    'import.started',
    {},
    { change: 'done', name: row.fileName, importId: row.id, entity: row.entity, count: row.rows },
  );
  return { kind: 'ok', import: started };
}

/** Throws `bad_input` for a plan that no row could be read by, `not_found` for pipelines, stages and members that are not there. */
export function checkPlan(work: Work, row: Row<'imports'>, plan: ImportPlan): ImportPlan {
  const columns = row.headers.map((_, at) => plan.columns[at] ?? null);
  const used = columns.filter((field) => field !== null);
  const wrong = used.find((field) => !isFieldOf(row.entity, field));
  if (wrong) throw badInput(`${wrong} is no field of a ${row.entity}`, { field: 'columns' });
  if (new Set(used).size < used.length) throw badInput('Two columns fill the same field', { field: 'columns' });
  if (used.length === 0) throw badInput('No column is chosen', { field: 'columns' });
  if (plan.responsibleId) getActiveMember(work.config, plan.responsibleId);
  if (plan.pipelineId) getPipeline(work, plan.pipelineId);
  const stage = plan.stageId ? getStage(work, plan.stageId) : undefined;
  if (stage && plan.pipelineId && stage.pipelineId !== plan.pipelineId) {
    throw badInput('The stage is of another pipeline', { field: 'stageId' });
  }
  return { ...plan, columns, pipelineId: stage?.pipelineId ?? plan.pipelineId, tags: cleanTags(plan.tags) };
}
