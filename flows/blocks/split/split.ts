import { z } from 'zod';
import { defineBlock } from '../block-definition.ts';
import { field, haveUniqueIds, portName } from '../fields.ts';

const way = z.strictObject({
  id: portName,
  weight: field(z.number().positive().max(1_000_000), { ru: 'Доля', en: 'Share' }).default(1),
});

/** Sends customers different ways at random, by weight. */
export const split = defineBlock({
  type: 'split',
  family: 'think',
  title: { ru: 'Случайный выбор', en: 'Random split' },
  settings: z.strictObject({
    ways: field(z.array(way).min(2).max(20).refine(haveUniqueIds, 'Two ways have the same id'), {
      ru: 'Пути',
      en: 'Ways',
    }),
  }),
  ports: ({ ways }) => ways.map(({ id }) => ({ id })),
  summary: ({ ways }) => ways.map(({ id, weight }) => `${id} ${weight}`).join(' : '),
  enter({ ways }, { turn }) {
    const drawn = draw(ways, turn.random());
    return { kind: 'go', port: drawn, why: 'drawn' };
  },
});

function draw(ways: readonly { id: string; weight: number }[], random: number): string {
  let left = random * ways.reduce((sum, way) => sum + way.weight, 0);
  for (const { id, weight } of ways) {
    if (left < weight) return id;
    left -= weight;
  }
  return ways.at(-1)?.id ?? 'next';
}
