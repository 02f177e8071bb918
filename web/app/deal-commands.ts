import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import type { DealCard } from '../../api/contract/deals.ts';
import type { StageView } from '../../api/contract/pipelines.ts';
import { askReason } from '../ui/ask-reason.tsx';
import { confirm } from '../ui/confirm.tsx';
import { toastError, toastProblem, toastUndo } from '../ui/toast.tsx';
import { call } from './api.ts';
import { useLive } from './live.tsx';
import { pipelinesQuery, useProject, useProjectId } from './session.ts';
import { type CommandResult, useSettle } from './settle-deal.ts';

interface Place {
  stageId: string;
  /** The card that will stand above, and the one below. */
  afterId?: string | null;
  beforeId?: string | null;
}

/**
 * What people do to deals, the same on the board, in the drawer and in menus: the server is asked, everything on the screen
 * hears the answer, a refusal is explained, and what can be taken back offers it.
 */
export function useDealCommands() {
  const { t } = useTranslation('ui');
  const projectId = useProjectId();
  const project = useProject();
  const { publish } = useLive();
  const settle = useSettle();
  const findStage = useFindStage(projectId);

  const params = (deal: DealCard) => ({ projectId, dealId: deal.id });
  const overriding = (overrideReason: string | undefined) => ({ ...(overrideReason && { overrideReason }) });

  const restore = (deal: DealCard) => settle(deal, () => call(api.deals.restore, { params: params(deal) }));
  const closed = (card: CommandResult, message: string): CommandResult => {
    if (card) toastUndo({ id: `closed ${card.id}`, message, undo: () => void restore(card) });
    return card;
  };

  const sendMove = (deal: DealCard, place: Place, fromStageId: string | null) => (overrideReason?: string) =>
    call(api.deals.move, {
      params: params(deal),
      body: { ...place, ...(fromStageId && { fromStageId }), ...overriding(overrideReason) },
    });

  /** `home` is the place in its column that an undo brings the card back to. */
  const move = async (deal: DealCard, place: Place, home?: Omit<Place, 'stageId'>): Promise<CommandResult> => {
    const { stageId: from } = deal;
    const stage = findStage(place.stageId);
    const insisting = { label: t('deal.moveAnyway', { stage: stage?.name }), send: sendMove(deal, place, null) };
    const moved = await settle(deal, sendMove(deal, place, from), insisting);
    // A rule may forbid the way back: then there is nothing to offer.
    const mayReturn = from && moved?.stageId !== from && !stage?.rules.forbiddenTargets.includes(from);
    if (!moved || !mayReturn) return moved;
    toastUndo({
      id: 'moved',
      message: t('deal.moved', { name: moved.name, stage: stage?.name }),
      undo: () => void settle(moved, sendMove(moved, { stageId: from, ...home }, moved.stageId)),
    });
    return moved;
  };

  const bringBack = async (dealId: string, massActionId: string): Promise<void> => {
    await call(api.deals.undoMass, { params: { projectId, massActionId } });
    const cards = await call(api.board.cards, { params: { projectId }, query: { ids: dealId } });
    publish({ kind: 'saved', cards, removed: [] });
  };

  return {
    move,

    accept: async (deal: DealCard, stage: Pick<StageView, 'id' | 'name'>): Promise<CommandResult> => {
      const send = (overrideReason?: string) =>
        call(api.deals.accept, { params: params(deal), body: { stageId: stage.id, ...overriding(overrideReason) } });
      const accepted = await settle(deal, send);
      if (accepted) {
        toastUndo({
          id: `accepted ${deal.id}`,
          message: t('deal.accepted', { name: deal.name, stage: stage.name }),
          undo: () => void settle(accepted, () => call(api.deals.unaccept, { params: params(deal), body: {} })),
        });
      }
      return accepted;
    },

    restore,

    win: async (deal: DealCard) => {
      const send = (overrideReason?: string) =>
        call(api.deals.win, { params: params(deal), body: overriding(overrideReason) });
      return closed(await settle(deal, send), t('deal.won', { name: deal.name }));
    },

    /** Asks for the reason first; `started` is called when it is given. */
    lose: async (deal: DealCard, started?: () => void) => {
      const { name } = deal;
      const reasons = project?.settings.lostReasons ?? [];
      const reason = await askReason({ title: t('deal.whyLost', { name }), reasons, action: t('deal.lose') });
      if (!reason) return undefined;
      started?.();
      const send = (overrideReason?: string) =>
        call(api.deals.lose, { params: params(deal), body: { reason, ...overriding(overrideReason) } });
      return closed(await settle(deal, send), t('deal.lost', { name }));
    },

    archive: async (deal: DealCard, started?: () => void) => {
      const { name } = deal;
      const reasons = project?.settings.archiveReasons ?? [];
      const reason = await askReason({ title: t('deal.whyArchived', { name }), reasons, action: t('deal.archive') });
      if (!reason) return undefined;
      started?.();
      const send = (overrideReason?: string) =>
        call(api.deals.archive, { params: params(deal), body: { reason, ...overriding(overrideReason) } });
      return closed(await settle(deal, send), t('deal.archived', { name }));
    },

    /** True when it is gone. */
    remove: async (deal: DealCard): Promise<boolean> => {
      const { name } = deal;
      const sure = await confirm({
        title: t('deal.deleteTitle', { name }),
        text: t('deal.deleteText'),
        action: t('deal.delete'),
      });
      if (!sure) return false;
      try {
        // As a mass action of one: those keep what an undo needs.
        const body = { target: { ids: [deal.id] }, change: { kind: 'delete' as const } };
        const { id: massActionId, refusals } = await call(api.deals.mass, { params: { projectId }, body });
        const [refusal] = refusals;
        if (refusal) {
          toastProblem({
            id: `refused ${deal.id}`,
            message: t(`refused.${refusal.why}`, { defaultValue: t('error.forbidden') }),
          });
          return false;
        }
        publish({ kind: 'saved', cards: [], removed: [deal.id] });
        const undo = () => void bringBack(deal.id, massActionId).catch(toastError);
        toastUndo({ message: t('deal.deleted', { name }), undo });
        return true;
      } catch (error) {
        toastError(error);
        return false;
      }
    },
  };
}

function useFindStage(projectId: string): (id: string) => StageView | undefined {
  const queryClient = useQueryClient();
  return (id) => {
    const pipelines = queryClient.getQueryData(pipelinesQuery(projectId).queryKey) ?? [];
    return pipelines.flatMap(({ stages }) => stages).find((stage) => stage.id === id);
  };
}
