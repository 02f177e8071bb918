import type { ProjectConfig } from '../../crm-core/config/project-config.ts';
import type { StageBlock } from '../../crm-core/deals/intake-rules.ts';
import type { FlowAt } from '../engine/turn.ts';

/**
 * The first block of the published flows that puts a deal on a stage (PRODUCT S8c): while intake is off, this is what a
 * new customer has not reached yet.
 */
export function stageBlockOf(flows: readonly FlowAt[], config: ProjectConfig): StageBlock | undefined {
  const known = found.get(config);
  if (known !== undefined) return known ?? undefined;
  const block = search(flows);
  found.set(config, block ?? null);
  return block;
}

const found = new WeakMap<ProjectConfig, StageBlock | null>();

function search(flows: readonly FlowAt[]): StageBlock | undefined {
  for (const { flowId, flow } of flows) {
    const block = flow.stageBlocks[0];
    if (block) return { flowId, flowName: flow.name, blockId: block.id, blockTitle: block.title };
  }
  return undefined;
}
