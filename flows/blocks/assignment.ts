import { z } from 'zod';
import type { Visit } from './block-definition.ts';
import type { Outcome } from './block-turn.ts';
import { expression, field, variable } from './fields.ts';

export type Assignment = z.infer<typeof assignment>;

const assignment = z.strictObject({
  variable: variable({ ru: 'Переменная', en: 'Variable' }),
  to: expression({ ru: 'Значение', en: 'Value' }),
});

export const assignments = field(z.array(assignment).max(100), { ru: 'Вычислить', en: 'Calculate' });

/** Each sees what the ones before it set; stops at the first that is refused. Throws ExpressionError. */
export async function assignAll(list: readonly Assignment[], visit: Visit): Promise<Outcome> {
  for (const { variable, to } of list) {
    const outcome = await visit.set(variable, visit.value(to));
    if (outcome.kind === 'refused') return outcome;
  }
  return { kind: 'ok' };
}
