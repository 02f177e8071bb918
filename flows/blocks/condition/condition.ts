import { z } from 'zod';
import { conditionSchema } from '../../conditions/condition.ts';
import { testCondition } from '../../conditions/test-condition.ts';
import { defineBlock } from '../block-definition.ts';
import { field, haveUniqueIds, portName } from '../fields.ts';

const branch = z.strictObject({
  id: portName,
  title: field(z.string().max(100), { ru: 'Название', en: 'Title' }).exactOptional(),
  when: field(conditionSchema, { ru: 'Условие', en: 'Condition' }, 'condition'),
});

/** Takes the first branch whose condition holds. One that cannot be computed does not hold, and the trace says why. */
export const condition = defineBlock({
  type: 'condition',
  family: 'think',
  title: { ru: 'Условие', en: 'Condition' },
  settings: z.strictObject({
    branches: field(z.array(branch).min(1).max(50).refine(haveUniqueIds, 'Two branches have the same id'), {
      ru: 'Ветки',
      en: 'Branches',
    }),
  }),
  ports: ({ branches }) => [...branches.map(({ id, title }) => ({ id, ...(title && { title }) })), { id: 'else' }],
  summary: ({ branches }) => branches.map(({ id, title }) => title ?? id).join(' · '),
  enter({ branches }, visit) {
    const scope = visit.scope();
    const failed: string[] = [];
    for (const { id, when } of branches) {
      const { passed, why } = testCondition(when, scope);
      if (passed) return { kind: 'go', port: id, why };
      failed.push(why);
    }
    return { kind: 'go', port: 'else', why: failed.join('; ').slice(0, 500).toWellFormed() };
  },
});
