import type { DealCard } from '../../api/contract/deals.ts';
import type { PipelineView } from '../../api/contract/pipelines.ts';

/** Whether the rules of the deal's stage forbid to move it by hand to this stage or system stage (PRODUCT D4). */
export function isForbidden(
  pipelines: PipelineView[],
  deal: Pick<DealCard, 'status' | 'stageId'>,
  target: string,
): boolean {
  if (deal.status !== 'open' || deal.stageId === null) return false;
  const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === deal.stageId);
  return stage?.rules.forbiddenTargets.includes(target) ?? false;
}
