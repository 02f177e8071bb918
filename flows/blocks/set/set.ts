import { z } from 'zod';
import { assignAll, assignments } from '../assignment.ts';
import { defineBlock } from '../block-definition.ts';
import { nextUnlessRefused } from '../verdicts.ts';

/** The calculator: sets variables, one after the other. */
export const set = defineBlock({
  type: 'set',
  family: 'think',
  title: { ru: 'Калькулятор', en: 'Set variables' },
  settings: z.strictObject({ variables: assignments.min(1) }),
  ports: () => [{ id: 'next' }, { id: 'error' }],
  summary: ({ variables }) => variables.map(({ variable, to }) => `${variable} = ${to}`).join(', '),
  enter: async ({ variables }, visit) => nextUnlessRefused(await assignAll(variables, visit), 'set'),
});
