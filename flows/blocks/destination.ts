import { z } from 'zod';
import type { Destination } from './block-definition.ts';
import { blockName, flowName } from './fields.ts';

export const destination: z.ZodType<Destination> = z
  .strictObject({
    flow: flowName({ ru: 'Схема (пусто: эта же)', en: 'Flow (empty: this one)' }).exactOptional(),
    block: blockName({ ru: 'Блок (пусто: начало)', en: 'Block (empty: its start)' }).exactOptional(),
  })
  .refine(({ flow, block }) => flow !== undefined || block !== undefined, 'Name a flow, a block, or both');

export function destinationSummary({ flow, block }: Destination): string {
  return [flow, block].filter((part) => part !== undefined).join(' → ');
}
