import { z } from 'zod';
import { defineBlock } from '../block-definition.ts';
import { next } from '../verdicts.ts';

export const giveBack = defineBlock({
  type: 'give-back',
  family: 'crm',
  title: { ru: 'Вернуть боту', en: 'Give back to the bot' },
  settings: z.strictObject({}),
  ports: () => [{ id: 'next' }],
  summary: () => '',
  enter(_settings, { turn }) {
    turn.giveBack();
    return next('given back');
  },
});
