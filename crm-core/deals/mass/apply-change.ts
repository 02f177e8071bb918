import type { MassChange } from '../../../drizzle/schema/documents.ts';
import { AppError } from '../../../kernel/errors.ts';
import type { DealId } from '../../../kernel/ids.ts';
import type { Work } from '../../work/work.ts';
import { acceptDeal } from '../accept-deal.ts';
import { archiveDeal } from '../archive-deal.ts';
import { changeDeal } from '../change-deal.ts';
import type { DealRefused } from '../deal-outcome.ts';
import { deleteDeal } from '../delete-deal.ts';
import { loseDeal } from '../lose-deal.ts';
import { moveDeal } from '../move-deal.ts';
import { restoreDeal } from '../restore-deal.ts';
import { winDeal } from '../win-deal.ts';

export type Applied = { kind: 'ok' } | { kind: 'refused'; why: string; message: string };

/** Does to one deal what is done to many: by the same commands and rules as by hand. What one deal refuses stops no other. */
export async function applyChange(work: Work, dealId: DealId, change: MassChange): Promise<Applied> {
  try {
    const outcome = await run(work, dealId, change);
    return outcome.kind === 'ok' ? { kind: 'ok' } : { kind: 'refused', why: outcome.why, message: outcome.message };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not_found' && error.details?.id === dealId) {
      return { kind: 'refused', why: 'gone', message: 'The deal does not exist any more.' };
    }
    if (error.code !== 'forbidden') throw error;
    return { kind: 'refused', why: 'forbidden', message: error.userMessage ?? 'Your role does not allow this.' };
  }
}

async function run(work: Work, dealId: DealId, change: MassChange): Promise<{ kind: 'ok' } | DealRefused> {
  switch (change.kind) {
    case 'move':
      return moveDeal(work, {
        dealId,
        stageId: change.stageId,
        ...(change.overrideReason !== undefined && { override: { reason: change.overrideReason } }),
      });
    case 'accept':
      return acceptDeal(work, { dealId, stageId: change.stageId });
    case 'assign':
      return changeDeal(work, { dealId, patch: { responsibleId: change.responsibleId } });
    case 'tags':
      return changeDeal(work, { dealId, patch: { tags: { add: change.add ?? [], remove: change.remove ?? [] } } });
    case 'win':
      return winDeal(work, { dealId });
    case 'lose':
      return loseDeal(work, { dealId, reason: change.reason });
    case 'archive':
      return archiveDeal(work, { dealId, reason: change.reason });
    case 'restore':
      return restoreDeal(work, { dealId });
    case 'delete':
      await deleteDeal(work, { dealId });
      return { kind: 'ok' };
  }
}
