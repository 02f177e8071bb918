import { z } from 'zod';
import { defineBlock } from '../block-definition.ts';
import { template } from '../fields.ts';
import { next } from '../verdicts.ts';

/** Gives the conversation to a human (PRODUCT D27). The run goes on, so that it may say a last word. */
export const handOver = defineBlock({
  type: 'hand-over',
  family: 'crm',
  title: { ru: 'Позвать сотрудника', en: 'Hand over to a human' },
  settings: z.strictObject({
    reason: template({ ru: 'Что написать сотруднику', en: 'What to tell the human' }, 500).default(''),
  }),
  ports: () => [{ id: 'next' }],
  summary: ({ reason }) => reason,
  enter({ reason }, visit) {
    const usual = visit.turn.project.locale === 'ru' ? 'Клиент ждёт сотрудника' : 'The customer waits for a human';
    visit.turn.handOver(visit.text(reason) || usual);
    return next('handed over');
  },
});
