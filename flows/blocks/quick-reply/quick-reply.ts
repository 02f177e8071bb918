import { z } from 'zod';
import { textMatchSchema } from '../../conditions/text-match.ts';
import { defineBlock } from '../block-definition.ts';
import { field } from '../fields.ts';
import { matchRule, matchSummary, once, priority } from '../listening.ts';
import { drawText, hasText, variants } from '../variants.ts';

/** Answers from anywhere, without moving the customer from where he stands. */
export const quickReply = defineBlock({
  type: 'quick-reply',
  family: 'talk',
  title: { ru: 'Быстрый ответ', en: 'Quick reply' },
  settings: z.strictObject({
    match: field(textMatchSchema, { ru: 'Если клиент пишет', en: 'When he writes' }, 'text_match'),
    text: variants({ ru: 'Ответ', en: 'Reply' }).refine(hasText, 'Say something'),
    priority,
    once,
  }),
  ports: () => [],
  summary: ({ match }) => matchSummary(match),
  listens: ({ match, priority, once }) => ({
    ...matchRule(match),
    as: 'quick_reply',
    priority,
    interrupts: false,
    once,
  }),
  enter({ text }, visit) {
    const filled = drawText(text, visit);
    if (filled) visit.turn.say({ body: { kind: 'text', text: filled } });
    return { kind: 'end' };
  },
});
