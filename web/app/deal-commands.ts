import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import type { DealCard, DealChanged } from '../../api/contract/deals.ts';
import type { Refusal } from '../../api/contract/values.ts';
import { askReason } from '../ui/ask-reason.tsx';
import { confirm } from '../ui/confirm.tsx';
import { toastDone, toastError, toastProblem } from '../ui/toast.tsx';
import { call } from './api.ts';
import { useLive } from './live.tsx';
import { useProject, useProjectId } from './session.ts';

/** The deal as it is now; or nothing, and the person has been told why. */
export type CommandResult = DealCard | undefined;

interface Place {
  stageId: string;
  /** The card that will stand above, and the one below. */
  afterId?: string | null;
  beforeId?: string | null;
}

/**
 * What people do to deals, the same on the board, in the drawer and in menus: the server is asked, everything on the screen
 * hears the answer, and a refusal is explained.
 */
export function useDealCommands() {
  const { t } = useTranslation('ui');
  const projectId = useProjectId();
  const project = useProject();
  const { publish } = useLive();
  const openDeal = useOpenDeal();

  const refused = (refusal: Refusal, dealId: string) =>
    toastProblem({
      id: `refused ${dealId}`,
      message: t(`refused.${refusal.why}`, {
        defaultValue: refusal.message,
        fields: (refusal.fields ?? []).map((field) => fieldName(field, t)).join(', '),
      }),
      ...(refusal.fields?.length && { action: { label: t('deal.open'), run: () => openDeal(dealId) } }),
    });

  const settle = async (dealId: string, work: Promise<DealChanged>): Promise<CommandResult> => {
    try {
      const answer = await work;
      if (answer.kind === 'refused') {
        refused(answer, dealId);
        return undefined;
      }
      publish({ kind: 'saved', cards: [answer.deal], removed: [] });
      return answer.deal;
    } catch (error) {
      toastError(error);
      return undefined;
    }
  };

  const params = (dealId: string) => ({ projectId, dealId });
  const restore = (dealId: string) => settle(dealId, call(api.deals.restore, { params: params(dealId) }));
  const closed = (card: CommandResult, message: string): CommandResult => {
    if (card)
      toastDone({ id: `closed ${card.id}`, message, action: { label: t('undo'), run: () => void restore(card.id) } });
    return card;
  };

  return {
    move: (dealId: string, place: Place) =>
      settle(dealId, call(api.deals.move, { params: params(dealId), body: place })),

    accept: (dealId: string, stageId: string) =>
      settle(dealId, call(api.deals.accept, { params: params(dealId), body: { stageId } })),

    restore,

    win: async (dealId: string, name: string) =>
      closed(await settle(dealId, call(api.deals.win, { params: params(dealId) })), t('deal.won', { name })),

    /** Asks for the reason first; `started` is called when it is given. */
    lose: async (dealId: string, name: string, started?: () => void) => {
      const reasons = project?.settings.lostReasons ?? [];
      const reason = await askReason({ title: t('deal.whyLost', { name }), reasons, action: t('deal.lose') });
      if (!reason) return undefined;
      started?.();
      const work = call(api.deals.lose, { params: params(dealId), body: { reason } });
      return closed(await settle(dealId, work), t('deal.lost', { name }));
    },

    archive: async (dealId: string, name: string, started?: () => void) => {
      const reasons = project?.settings.archiveReasons ?? [];
      const reason = await askReason({ title: t('deal.whyArchived', { name }), reasons, action: t('deal.archive') });
      if (!reason) return undefined;
      started?.();
      const work = call(api.deals.archive, { params: params(dealId), body: { reason } });
      return closed(await settle(dealId, work), t('deal.archived', { name }));
    },

    /** True when it is gone. */
    remove: async (dealId: string, name: string): Promise<boolean> => {
      const sure = await confirm({
        title: t('deal.deleteTitle', { name }),
        text: t('deal.deleteText'),
        action: t('deal.delete'),
      });
      if (!sure) return false;
      try {
        const answer = await call(api.deals.remove, { params: params(dealId) });
        if (answer.kind === 'refused') {
          refused(answer, dealId);
          return false;
        }
        publish({ kind: 'saved', cards: [], removed: [dealId] });
        toastDone({ message: t('deal.deleted', { name }) });
        return true;
      } catch (error) {
        toastError(error);
        return false;
      }
    },
  };
}

/** Opens the drawer over whatever page is shown. */
export function useOpenDeal(): (dealId: string | undefined) => void {
  const navigate = useNavigate();
  return (dealId) =>
    void navigate({ to: '.', search: ({ deal: _, ...before }) => (dealId ? { ...before, deal: dealId } : before) });
}

/** `contact.phone` has a name in the interface; `deal.size` is the variable `size`. */
function fieldName(field: string, t: TFunction<'ui'>): string {
  // The names have points in them, which otherwise separate levels.
  return t(`field|${field}`, { keySeparator: '|', defaultValue: field.replace(/^(deal|contact)\./, '') });
}
