import { z } from 'zod';
import { defineBlock } from '../block-definition.ts';
import { field, filledTemplate, member } from '../fields.ts';
import { nextUnlessRefused } from '../verdicts.ts';

const to = field(
  z.union([
    z.enum(['everyone', 'responsible']),
    z.strictObject({
      members: z
        .array(member({ ru: 'Сотрудник', en: 'Member' }))
        .min(1)
        .max(50),
    }),
  ]),
  { ru: 'Кому', en: 'To' },
);

/** Tells managers, in their own chats and in the bell (PRODUCT D28). */
export const notify = defineBlock({
  type: 'notify',
  family: 'crm',
  title: { ru: 'Уведомить сотрудников', en: 'Notify managers' },
  settings: z.strictObject({ text: filledTemplate({ ru: 'Текст', en: 'Text' }), to: to.default('responsible') }),
  ports: () => [{ id: 'next' }, { id: 'error' }],
  summary: ({ text }) => text,
  enter: async ({ text, to }, visit) =>
    nextUnlessRefused(await visit.turn.notify({ text: visit.text(text), to }), 'notified'),
});
