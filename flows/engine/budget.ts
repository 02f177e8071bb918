import type { Walk } from './walk.ts';

/** The guard against flows that never stop (PRODUCT M5, DESIGN §4). */
export const budgets = {
  blocksPerTurn: 200,
  messagesPerTurn: 50,
  /** Within ten minutes without a word of the customer. */
  blocksPerConversation: 1000,
} as const;

/** Takes one block from the budgets. What it returns is why the flow has to stop. */
export function spendBlock(walk: Walk): string | undefined {
  walk.entered += 1;
  walk.budget = { ...walk.budget, blocks: walk.budget.blocks + 1 };
  if (walk.entered > budgets.blocksPerTurn) return `it goes through more than ${budgets.blocksPerTurn} blocks at once`;
  if (walk.budget.blocks > budgets.blocksPerConversation)
    return `it went through ${budgets.blocksPerConversation} blocks without a word of the customer`;
  return undefined;
}

/** A turn that wanted to say more than it may: the rest was not said. */
export function saidTooMuch(walk: Walk): string | undefined {
  return walk.said > budgets.messagesPerTurn
    ? `it says more than ${budgets.messagesPerTurn} messages at once`
    : undefined;
}
