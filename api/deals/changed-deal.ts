import type { DealOutcome } from '../../crm-core/deals/deal-outcome.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { AppError } from '../../kernel/errors.ts';
import type { DealId } from '../../kernel/ids.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import type { DealCard, DealChanged } from '../contract/deals.ts';
import { inWork } from '../http/in-work.ts';
import { refusedError } from '../http/refused-error.ts';
import { findCards } from './find-cards.ts';

interface Asking {
  deps: ApiDeps;
  caller: ProjectCaller;
}

/**
 * Runs a command on a deal and answers with its card, or with the rules' refusal. Throws `conflict` with the card as it
 * is now when somebody else was faster.
 */
export async function changedDeal(asking: Asking, command: (work: Work) => Promise<DealOutcome>): Promise<DealChanged> {
  const outcome = await inWork(asking, command);
  if (outcome.kind === 'ok') return { kind: 'ok', deal: await cardOf(asking, outcome.deal.id) };
  return outcome;
}

/** The same where the contract knows no refusal: it is thrown as `refused`. */
export async function changedCard(asking: Asking, command: (work: Work) => Promise<DealOutcome>): Promise<DealCard> {
  const changed = await changedDeal(asking, command);
  if (changed.kind === 'ok') return changed.deal;
  throw refusedError(changed);
}

/** Throws `conflict` with the deal as it is now, when it is not the version that the caller has seen. */
export async function demandVersion(
  asking: Asking,
  work: Work,
  dealId: DealId,
  seen: number | undefined,
): Promise<void> {
  const deal = await work.deals.find(dealId);
  if (!deal || seen === undefined || deal.version === seen) return;
  throw new AppError('conflict', {
    message: `deal ${dealId} is at version ${deal.version}`,
    userMessage: 'Somebody else has changed the deal.',
    details: { deal: (await findCards(asking.deps.core.db, asking.caller, [dealId]))[0]?.card },
  });
}

/** What one has just changed one may see once more, even when it is now another's. */
async function cardOf({ deps, caller }: Asking, dealId: DealId): Promise<DealCard> {
  const [found] = await findCards(deps.core.db, caller, [dealId], { kind: 'all' });
  if (!found) throw new AppError('conflict', { message: `deal ${dealId} was deleted meanwhile` });
  return found.card;
}
