import { z } from 'zod';
import { defineBlock } from '../block-definition.ts';
import { filledTemplate } from '../fields.ts';
import { nextUnlessRefused } from '../verdicts.ts';

export const note = defineBlock({
  type: 'note',
  family: 'crm',
  title: { ru: 'Комментарий', en: 'Note' },
  settings: z.strictObject({ text: filledTemplate({ ru: 'Текст', en: 'Text' }) }),
  ports: () => [{ id: 'next' }, { id: 'error' }],
  summary: ({ text }) => text,
  enter: async ({ text }, visit) => nextUnlessRefused(await visit.turn.addNote(visit.text(text)), 'noted'),
});
