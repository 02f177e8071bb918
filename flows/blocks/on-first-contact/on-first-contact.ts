import { z } from 'zod';
import { defineBlock } from '../block-definition.ts';
import { field } from '../fields.ts';
import { next } from '../verdicts.ts';

/** Below that of a message or a deep link: words that fit something say more than words that are the first. */
const priority = field(z.int().min(-1000).max(1000), { ru: 'Приоритет', en: 'Priority' }).default(5);

/** The customer's first message ever, whatever it says. */
export const onFirstContact = defineBlock({
  type: 'on-first-contact',
  family: 'start',
  title: { ru: 'Первое обращение', en: 'First contact' },
  settings: z.strictObject({ priority }),
  ports: () => [{ id: 'next' }],
  summary: () => '',
  listens: ({ priority }) => ({
    as: 'start',
    priority,
    interrupts: false,
    once: false,
    hears: (event) => (event.kind === 'words' && event.firstContact ? { why: 'his first message' } : undefined),
  }),
  enter: () => next('started'),
});
