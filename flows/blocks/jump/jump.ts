import { defineBlock } from '../block-definition.ts';
import { destination, destinationSummary } from '../destination.ts';

/** Goes on in another place, of this flow or of another one, and does not come back. */
export const jump = defineBlock({
  type: 'jump',
  family: 'think',
  title: { ru: 'Перейти', en: 'Jump' },
  settings: destination,
  ports: () => [{ id: 'error' }],
  summary: destinationSummary,
  leadsTo: ({ flow, block }) => (flow === undefined ? block : undefined),
  enter: (to) => ({ kind: 'jump', to }),
});
