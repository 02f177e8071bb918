import { z } from 'zod';
import { textMatchSchema } from '../../conditions/text-match.ts';
import { defineBlock } from '../block-definition.ts';
import { field, template } from '../fields.ts';
import { matchRule, matchSummary, once, priority } from '../listening.ts';

const text = template({ ru: 'Ответ', en: 'Reply' }, 16_000);

/** Answers from anywhere, without moving the customer from where he stands. */
export const quickReply = defineBlock({
  type: 'quick-reply',
  family: 'talk',
  title: { ru: 'Быстрый ответ', en: 'Quick reply' },
  settings: z.strictObject({
    match: field(textMatchSchema, { ru: 'Если клиент пишет', en: 'When he writes' }, 'text_match'),
    /** One text, or several of which one is drawn. */
    text: field(z.union([text.min(1), z.array(text).min(1).max(50)]), { ru: 'Ответ', en: 'Reply' }),
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
    const variants = [text].flat();
    const filled = visit.text(variants[Math.floor(visit.turn.random() * variants.length)] ?? '').trim();
    if (filled) visit.turn.say({ body: { kind: 'text', text: filled } });
    return { kind: 'end' };
  },
});
