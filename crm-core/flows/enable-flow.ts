import type { FlowId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** Switches a flow on or off: whether it hears anything. */
export async function enableFlow(work: Work, input: { flowId: FlowId; enabled: boolean }): Promise<Row<'flows'>> {
  demand(work.actor, 'flows', 'edit');
  const flow = await work.flows.get(input.flowId);
  if (flow.enabled === input.enabled) return flow;
  work.touchConfig();
  const change = input.enabled ? 'enabled' : 'disabled';
  work.emit('flow.changed', {}, { change, flowId: flow.id, name: flow.name });
  return work.flows.update(flow.id, { enabled: input.enabled, updatedAt: work.now });
}
