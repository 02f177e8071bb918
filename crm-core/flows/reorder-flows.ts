import { badInput } from '../../kernel/errors.ts';
import type { FlowId } from '../../kernel/ids.ts';
import { keysAfter } from '../order-key.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { flowsInOrder } from './known-flows.ts';

/** Sets the order in which flows hear (PRODUCT D21). Throws `bad_input` unless every one is named, once. */
export async function reorderFlows(work: Work, input: { flowIds: readonly FlowId[] }): Promise<Row<'flows'>[]> {
  demand(work.actor, 'flows', 'edit');
  const known = (await flowsInOrder(work)).map((flow) => flow.id);
  const named = new Set(input.flowIds);
  if (named.size !== input.flowIds.length || known.length !== named.size || !known.every((id) => named.has(id))) {
    throw badInput('The order must name every flow once');
  }
  const keys = keysAfter(null, named.size);
  input.flowIds.forEach((id, index) => {
    work.flows.update(id, { position: keys[index] ?? '' });
  });
  work.touchConfig();
  work.emit('flow.changed', {}, { change: 'reordered' });
  return flowsInOrder(work);
}
