import type { FlowId } from '../../kernel/ids.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import type { FlowOutcome } from './flow-outcome.ts';

export interface SaveDraft {
  flowId: FlowId;
  draft: unknown;
  name?: string;
  /** The version that was being edited; refused as `changed` when somebody has saved since. */
  expectedVersion?: number;
}

/** Replaces the draft. Live chats do not notice: they run what was published (PRODUCT D24). */
export async function saveDraft(work: Work, input: SaveDraft): Promise<FlowOutcome> {
  demand(work.actor, 'flows', 'edit');
  const flow = await work.flows.get(input.flowId);
  if (input.expectedVersion !== undefined && input.expectedVersion !== flow.version) {
    return { kind: 'refused', why: 'changed', message: 'Somebody else has saved this flow meanwhile.' };
  }
  const name = input.name === undefined ? flow.name : checkName(input.name);
  // The name of a published flow is kept in memory by turns.
  if (name !== flow.name) work.touchConfig();
  work.emit('flow.changed', {}, { change: 'draft_saved', flowId: flow.id, name });
  return { kind: 'ok', flow: work.flows.update(flow.id, { draft: input.draft, name, updatedAt: work.now }) };
}
