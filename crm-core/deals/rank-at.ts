import { and, asc, desc, eq, gt, lt, ne } from 'drizzle-orm';
import { deals } from '../../drizzle/schema/index.ts';
import type { DealId, StageId } from '../../kernel/ids.ts';
import { keyBetween, topKey } from '../order-key.ts';
import type { Work } from '../work/work.ts';

/** Where in a column: right above the card `beforeId`, right below the card `afterId`, or both; else on top. */
export interface CardPosition {
  beforeId?: DealId | undefined;
  afterId?: DealId | undefined;
}

/**
 * The order key for a card at this position. The board that asked may be behind: a neighbour that has left the column
 * meanwhile is not looked at, and when none is left the card goes on top.
 */
export async function rankAt(
  work: Work,
  input: { dealId: DealId; stageId: StageId; position: CardPosition | undefined },
): Promise<string> {
  const below = await rankOf(work, input, input.position?.beforeId);
  const above = await rankOf(work, input, input.position?.afterId);
  if (above !== undefined && below !== undefined && above < below) return keyBetween(above, below);
  if (below !== undefined) return keyBetween(await neighbour(work, input, { above: below }), below);
  if (above !== undefined) return keyBetween(above, await neighbour(work, input, { below: above }));
  return topKey(work.now);
}

type Column = { dealId: DealId; stageId: StageId };

async function rankOf(work: Work, column: Column, id: DealId | undefined): Promise<string | undefined> {
  if (!id || id === column.dealId) return undefined;
  const card = await work.deals.find(id);
  return card && card.status === 'open' && card.stageId === column.stageId ? card.rank : undefined;
}

/** The nearest other rank of the column. Cards of equal rank (two made at once by two processes) count as one. */
async function neighbour(
  work: Work,
  column: Column,
  of: { above: string } | { below: string },
): Promise<string | null> {
  const side = 'above' in of ? lt(deals.rank, of.above) : gt(deals.rank, of.below);
  const [row] = await work.db.orm
    .select({ rank: deals.rank })
    .from(deals)
    .where(and(eq(deals.stageId, column.stageId), eq(deals.status, 'open'), ne(deals.id, column.dealId), side))
    .orderBy('above' in of ? desc(deals.rank) : asc(deals.rank))
    .limit(1);
  return row?.rank ?? null;
}
