import { defineBlock } from '../block-definition.ts';
import { destination, destinationSummary } from '../destination.ts';

/** Runs another flow and goes on by `next` when it has ended. */
export const call = defineBlock({
  type: 'call',
  family: 'think',
  title: { ru: 'Вызвать схему', en: 'Call a flow' },
  settings: destination,
  ports: () => [{ id: 'next' }, { id: 'error' }],
  summary: destinationSummary,
  leadsTo: ({ flow, block }) => (flow === undefined ? block : undefined),
  enter: (to) => ({ kind: 'call', to }),
});
