import type { FlowId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Work } from '../work/work.ts';

/** Deletes a flow with all its versions. Conversations that stand in it find no version any more and go to a human. */
export async function deleteFlow(work: Work, input: { flowId: FlowId }): Promise<void> {
  demand(work.actor, 'flows', 'edit');
  const flow = await work.flows.get(input.flowId);
  work.flows.remove(flow.id);
  work.touchConfig();
  work.emit('flow.changed', {}, { change: 'deleted', flowId: flow.id, name: flow.name });
}
