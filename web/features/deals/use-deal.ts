import { api } from '../../../api/contract/api.ts';
import type { DealCard } from '../../../api/contract/deals.ts';
import { call, useOperation } from '../../app/api.ts';
import { type SavedField, saveField, withTagChange } from '../../app/save-field.ts';
import { type DealPatch, useSendPatch } from '../../app/send-patch.ts';
import { useProjectId } from '../../app/session.ts';
import { whoChanged } from '../../app/who-changed.ts';
import type { SaveOutcome } from '../../ui/inline-text.tsx';
import { toastError } from '../../ui/toast.tsx';

export function useDeal(dealId: string) {
  const projectId = useProjectId();
  return useOperation(api.deals.get, { params: { projectId, dealId } });
}

/** Saves one field of a deal; who comes second is told (PRODUCT D14). */
export function useSaveDeal(deal: DealCard): (patch: DealPatch, field: SavedField<DealCard>) => Promise<SaveOutcome> {
  const projectId = useProjectId();
  const send = useSendPatch();
  return (patch, field) =>
    saveField({
      shown: deal,
      field,
      fresh: async () => (await call(api.deals.get, { params: { projectId, dealId: deal.id } })).deal,
      send: (known, stillMeant) => send(known, (now) => (stillMeant(now) ? patch : undefined)),
      who: async () => (await whoChanged({ projectId, dealId: deal.id }, field.name))?.who,
    });
}

/** Adds tags or takes some off; what colleagues do to others at the same moment stays. */
export function useChangeTags(deal: DealCard): (tags: string[]) => void {
  const send = useSendPatch();
  return (tags) => {
    void send(deal, (now) => ({ tags: withTagChange(deal.tags, tags, now.tags) })).catch(toastError);
  };
}
