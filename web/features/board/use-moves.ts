import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { ColumnKey, DealCard } from '../../../api/contract/deals.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { asId } from '../../../kernel/ids.ts';
import { call } from '../../app/api.ts';
import { useDealCommands } from '../../app/deal-commands.ts';
import type { CommandResult } from '../../app/settle-deal.ts';
import { askStage } from '../../ui/ask-stage.tsx';
import { toastDone, toastError, toastHint } from '../../ui/toast.tsx';
import type { DropTarget } from './board-drag.tsx';
import type { CardActions } from './card-menu.tsx';
import { type ClosedKey, compareCards, findCard, isClosedKey } from './columns.ts';
import type { useBoard } from './use-board.ts';

/** What hands do on this board: shown at once, then asked of the server, taken back when it refuses. */
export function useMoves(pipeline: PipelineView, pipelines: PipelineView[], board: ReturnType<typeof useBoard>) {
  const { t } = useTranslation('board');
  const commands = useDealCommands();

  const optimistic = async (
    card: DealCard,
    place: { key: ColumnKey; index: number; shown: DealCard },
    work: () => Promise<CommandResult>,
  ) => {
    const takeBack = board.place(place.shown, place.key, place.index);
    if (!(await work())) takeBack();
    return card;
  };

  const intoStage = async (card: DealCard, stageId: string, index: number) => {
    const key = asId<'stage'>(stageId);
    const column = board.columns?.find((one) => one.key === key);
    const others = (column?.cards ?? []).filter(({ id }) => id !== card.id);
    const shown: DealCard = { ...card, status: 'open', stageId: key, pipelineId: pipeline.id, closeReason: null };
    const at = pipeline.settings.sort === 'manual' ? index : sortedPlace(others, shown, key, pipeline);
    const neighbours = { afterId: others[at - 1]?.id ?? null, beforeId: others[at]?.id ?? null };
    const home = homeOf(card);
    await optimistic(card, { key, index: at, shown }, async () => {
      const open = card.status === 'open' ? card : await commands.restore(card);
      if (!open) return undefined;
      return await commands.move(open, { stageId, ...(pipeline.settings.sort === 'manual' && neighbours) }, home);
    });
  };

  /** Between which cards it stands now: an undo brings it back there. */
  const homeOf = (card: DealCard) => {
    const found = findCard(board.columns ?? [], card.id);
    if (!found || pipeline.settings.sort !== 'manual') return undefined;
    const { cards = [] } = board.columns?.find(({ key }) => key === found.key) ?? {};
    return { afterId: cards[found.index - 1]?.id ?? null, beforeId: cards[found.index + 1]?.id ?? null };
  };

  const close = async (card: DealCard, status: ClosedKey) => {
    let takeBack = () => {};
    const show = () => {
      takeBack = board.place({ ...card, status, closedAt: new Date().toISOString() }, status, 0);
    };
    if (card.status !== 'open' && card.status !== status && !(await commands.restore(card))) return;
    const done = await (() => {
      switch (status) {
        case 'won':
          show();
          return commands.win(card);
        case 'lost':
          return commands.lose(card, show);
        case 'archived':
          return commands.archive(card, show);
      }
    })();
    if (!done) takeBack();
  };

  const actions: CardActions = {
    moveTo: (card, stageId) => {
      const here = pipeline.stages.some(({ id }) => id === stageId);
      if (here) void intoStage(card, stageId, 0);
      else void commands.move(card, { stageId }, homeOf(card));
    },
    win: (card) => void close(card, 'won'),
    lose: (card) => void close(card, 'lost'),
    archive: (card) => void close(card, 'archived'),
    restore: (card) => void commands.restore(card),
    remove: (card) => void commands.remove(card),
  };

  return {
    ...actions,

    drop: async (card: DealCard, from: ColumnKey, target: DropTarget) => {
      const to = target.kind === 'zone' ? target.zone : target.key;
      if (to === 'unsorted') return;
      if (isClosedKey(to)) {
        if (from !== to) await close(card, to);
        return;
      }
      if (from === to && pipeline.settings.sort !== 'manual') {
        toastHint({ id: 'sorted', message: t(`sorted.${pipeline.settings.sort}`) });
        return;
      }
      await intoStage(card, to, target.kind === 'column' ? target.index : 0);
    },

    acceptInto: async (card: DealCard) => {
      const title = t('acceptTitle', { name: card.name });
      const stage = await askStage({ title, action: t('acceptAction'), pipelines, pipelineId: pipeline.id });
      if (stage) await commands.accept(card, stage);
    },

    acceptAll: async (count: number) => {
      const title = t('acceptAllTitle', { count });
      const stage = await askStage({ title, action: t('acceptAllAction'), pipelines, pipelineId: pipeline.id });
      if (!stage) return;
      try {
        const { accepted } = await call(api.deals.acceptAll, {
          params: { projectId: board.projectId },
          body: { stageId: stage.id },
        });
        toastDone({ message: t('acceptedAll', { count: accepted, stage: stage.name }) });
        board.refetch();
      } catch (error) {
        toastError(error);
      }
    },
  };
}

function sortedPlace(others: DealCard[], card: DealCard, key: ColumnKey, pipeline: PipelineView): number {
  const entered = { ...card, stageEnteredAt: new Date().toISOString() };
  const compare = compareCards(key, pipeline.settings.sort);
  const index = others.findIndex((other) => compare(entered, other) < 0);
  return index < 0 ? others.length : index;
}
