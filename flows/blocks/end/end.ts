import { z } from 'zod';
import { defineBlock } from '../block-definition.ts';

/** Ends this run of the flow. A flow that was called returns to its caller. */
export const end = defineBlock({
  type: 'end',
  family: 'think',
  title: { ru: 'Конец', en: 'End' },
  settings: z.strictObject({}),
  ports: () => [],
  summary: () => '',
  enter: () => ({ kind: 'end' }),
});
