import { and, eq } from 'drizzle-orm';
import { deals } from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import type { ProjectId, StageId } from '../../kernel/ids.ts';
import { type Actor, demand, demandUnrestricted } from '../work/actor.ts';
import { type Core, runWork } from '../work/run-work.ts';
import type { Work } from '../work/work.ts';
import { getStage } from './known-pipelines.ts';
import { movableAtOnce, moveDealsAlong } from './move-deals-along.ts';

/**
 * Moves all deals of one stage to another, a bounded number in each transaction. For a stage that `deleteStage` refused
 * with `too_many_deals`; deals that arrive meanwhile go along with the deletion.
 */
export async function emptyStage(
  core: Core,
  who: { projectId: ProjectId; actor: Actor },
  input: { stageId: StageId; targetStageId: StageId; batch?: number },
): Promise<void> {
  if (input.stageId === input.targetStageId)
    throw badInput('A stage cannot take its own deals', { why: 'target_goes_away' });
  const batch = Math.min(input.batch ?? movableAtOnce, movableAtOnce);
  while ((await runWork(core, who, (work) => moveSome(work, { ...input, batch }))) === batch);
}

/** How many were moved. */
async function moveSome(
  work: Work,
  input: { stageId: StageId; targetStageId: StageId; batch: number },
): Promise<number> {
  demand(work.actor, 'crm', 'edit');
  demandUnrestricted(work.actor, 'delete_stages');
  const stage = getStage(work, input.stageId);
  const some = await work.db.orm
    .select()
    .from(deals)
    .where(and(eq(deals.projectId, work.projectId), eq(deals.stageId, stage.id)))
    .limit(input.batch);
  moveDealsAlong(work, { deals: some, targetStageId: input.targetStageId, because: 'stage_deleted' });
  return some.length;
}
