import { useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../../../api/contract/api.ts';
import type { DealCard, DealView } from '../../../api/contract/deals.ts';
import { call, keyOf, useOperation } from '../../app/api.ts';
import { isApiError } from '../../app/api-error.ts';
import { useLive } from '../../app/live.tsx';
import { useProjectId } from '../../app/session.ts';
import type { SaveOutcome } from '../../ui/inline-text.tsx';
import { toastError } from '../../ui/toast.tsx';

type DealPatch = z.input<NonNullable<typeof api.deals.change.body>>;

export function useDeal(dealId: string) {
  const projectId = useProjectId();
  return useOperation(api.deals.get, { params: { projectId, dealId } });
}

/**
 * Saves one field of a deal against the version that the person saw. When only other fields changed meanwhile the save is
 * repeated; when this very field did, the newer value is handed back.
 */
export function useSaveDeal(deal: DealCard) {
  const queryClient = useQueryClient();
  const { publish } = useLive();
  const params = { projectId: useProjectId(), dealId: deal.id };
  const key = keyOf(api.deals.get, { params });

  const show = (card: DealCard) => {
    queryClient.setQueryData<DealView>(key, (old) => old && { ...old, deal: card });
    publish({ kind: 'saved', cards: [card], removed: [] });
  };

  const attempt = async (
    patch: DealPatch,
    version: number,
    field: { over: string; read: (deal: DealCard) => string },
    tries: number,
  ): Promise<SaveOutcome> => {
    try {
      show(await call(api.deals.change, { params, body: { ...patch, version } }));
      return { kind: 'saved' };
    } catch (error) {
      if (!isApiError(error, 'conflict') || tries === 0) {
        toastError(error);
        return { kind: 'failed' };
      }
      const newest = await call(api.deals.get, { params });
      queryClient.setQueryData<DealView>(key, newest);
      const newer = field.read(newest.deal);
      if (newer.trim() !== field.over.trim()) return { kind: 'conflict', newer };
      return await attempt(patch, newest.deal.version, field, tries - 1);
    }
  };

  return async (patch: DealPatch, field: { over: string; read: (deal: DealCard) => string }): Promise<SaveOutcome> => {
    // A live change may have come while the person was typing: he still means to replace what he saw.
    const shown = field.read(deal);
    if (shown.trim() !== field.over.trim()) return { kind: 'conflict', newer: shown };
    try {
      return await attempt(patch, deal.version, field, 3);
    } catch (error) {
      toastError(error);
      return { kind: 'failed' };
    }
  };
}
