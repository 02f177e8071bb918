import { useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../../api/contract/api.ts';
import type { DealCard, DealView } from '../../api/contract/deals.ts';
import { call, keyOf } from './api.ts';
import { isApiError } from './api-error.ts';
import { useLive } from './live.tsx';
import { useProjectId } from './session.ts';

export type DealPatch = z.input<NonNullable<typeof api.deals.change.body>>;

const mostTries = 4;

/**
 * Sends what `patchOf` says of the deal as it is known, and again of a newer one when somebody was faster. Answers with that
 * newer one when `patchOf` wants nothing more of it.
 */
export function useSendPatch(): (
  deal: DealCard,
  patchOf: (now: DealCard) => DealPatch | undefined,
) => Promise<DealCard | undefined> {
  const queryClient = useQueryClient();
  const { publish } = useLive();
  const projectId = useProjectId();

  return async (deal, patchOf) => {
    const params = { projectId, dealId: deal.id };
    const key = keyOf(api.deals.get, { params });
    let now = deal;
    for (let tries = mostTries; ; tries--) {
      const patch = patchOf(now);
      if (!patch) return now;
      try {
        const card = await call(api.deals.change, { params, body: { ...patch, version: now.version } });
        queryClient.setQueryData<DealView>(key, (old) => old && { ...old, deal: card });
        publish({ kind: 'saved', cards: [card], removed: [] });
        return undefined;
      } catch (error) {
        if (!isApiError(error, 'conflict') || tries <= 1) throw error;
        const newest = await call(api.deals.get, { params });
        queryClient.setQueryData<DealView>(key, newest);
        now = newest.deal;
      }
    }
  };
}
