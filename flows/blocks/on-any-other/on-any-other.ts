import { z } from 'zod';
import { defineBlock } from '../block-definition.ts';
import { once, priority } from '../listening.ts';
import { next } from '../verdicts.ts';

/** "I don't know": hears what nobody else heard. The customer comes back to where he stood when this run has ended. */
export const onAnyOther = defineBlock({
  type: 'on-any-other',
  family: 'start',
  title: { ru: 'Любое другое сообщение', en: 'Any other message' },
  settings: z.strictObject({ priority, once }),
  ports: () => [{ id: 'next' }],
  summary: () => '',
  listens: (settings) => ({
    as: 'any_other',
    ...settings,
    interrupts: false,
    hears: (event) => (event.kind === 'words' ? { why: 'nobody else heard it' } : undefined),
  }),
  enter: () => next('started'),
});
