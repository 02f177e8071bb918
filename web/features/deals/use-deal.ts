import { api } from '../../../api/contract/api.ts';
import type { DealCard } from '../../../api/contract/deals.ts';
import { useOperation } from '../../app/api.ts';
import { type DealPatch, useSendPatch } from '../../app/send-patch.ts';
import { useProjectId } from '../../app/session.ts';
import { whoChanged } from '../../app/who-changed.ts';
import type { SaveOutcome } from '../../ui/inline-text.tsx';
import { toastError } from '../../ui/toast.tsx';

/** What is saved: which field it is, what of it the person saw, how to read it in a deal. */
export interface DealField {
  /** As the timeline names it: `name`, `variables.size` … */
  name: string;
  over: string;
  read: (deal: DealCard) => string;
}

export function useDeal(dealId: string) {
  const projectId = useProjectId();
  return useOperation(api.deals.get, { params: { projectId, dealId } });
}

/**
 * Saves one field of a deal against the version that the person saw. When only other fields changed meanwhile the save is
 * repeated; when this very field did, the newer value and who gave it are handed back (PRODUCT D14).
 */
export function useSaveDeal(deal: DealCard): (patch: DealPatch, field: DealField) => Promise<SaveOutcome> {
  const projectId = useProjectId();
  const send = useSendPatch();

  const conflict = async (newer: string, field: DealField): Promise<SaveOutcome> => {
    const deed = await whoChanged({ projectId, dealId: deal.id }, field.name);
    return { kind: 'conflict', newer, who: deed?.who };
  };
  return async (patch, field) => {
    // A live change may have come while the person was typing: he still means to replace what he saw.
    const shown = field.read(deal);
    if (shown.trim() !== field.over.trim()) return await conflict(shown, field);
    try {
      const newest = await send(deal, (now) => (field.read(now).trim() === field.over.trim() ? patch : undefined));
      return newest ? await conflict(field.read(newest), field) : { kind: 'saved' };
    } catch (error) {
      toastError(error);
      return { kind: 'failed' };
    }
  };
}

/** Adds tags or takes some off; what colleagues do to others at the same moment stays. */
export function useChangeTags(deal: DealCard): (tags: string[]) => void {
  const send = useSendPatch();
  return (tags) => {
    const added = tags.filter((tag) => !deal.tags.includes(tag));
    const removed = deal.tags.filter((tag) => !tags.includes(tag));
    const change = (now: string[]) => [...new Set([...now, ...added])].filter((tag) => !removed.includes(tag));
    void send(deal, (now) => ({ tags: change(now.tags) })).catch(toastError);
  };
}
