import { z } from 'zod';
import { textMatchSchema } from '../../conditions/text-match.ts';
import { defineBlock } from '../block-definition.ts';
import { field } from '../fields.ts';
import { interrupts, matchRule, matchSummary, once, priority } from '../listening.ts';
import { next } from '../verdicts.ts';

export const onMessage = defineBlock({
  type: 'on-message',
  family: 'start',
  title: { ru: 'Клиент написал', en: 'Message matches' },
  settings: z.strictObject({
    match: field(textMatchSchema, { ru: 'Что написал', en: 'What he writes' }, 'text_match'),
    priority,
    interrupts,
    once,
  }),
  ports: () => [{ id: 'next' }],
  summary: ({ match }) => matchSummary(match),
  listens: ({ match, ...rest }) => ({ ...matchRule(match), as: 'start', ...rest }),
  enter: () => next('started'),
});
