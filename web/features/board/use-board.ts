import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { api } from '../../../api/contract/api.ts';
import { type DealFilter, filterText } from '../../../api/contract/deal-filter.ts';
import type { BoardColumn, ColumnKey, DealCard } from '../../../api/contract/deals.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { call, keyOf } from '../../app/api.ts';
import { isApiError } from '../../app/api-error.ts';
import { type LiveEvent, useLiveEvents } from '../../app/live.tsx';
import { toastError } from '../../ui/toast.tsx';
import { useLater } from '../../ui/use-later.ts';
import { watchArrivals } from './arrivals.ts';
import { appendPage, findCard, placeCard, removeCards, spliceCards, withTotals } from './columns.ts';

interface BoardAnswer {
  pipeline: { id: string; version: number };
  columns: BoardColumn[];
}

const firstPage = 40;
const nextPage = 120;
const largestPage = 500;
/** Changes of one moment are fetched together, and totals once the dust has settled. */
const gatherMs = 60;
const totalsMs = 400;

/** The board of a pipeline: kept in the query cache, patched by live changes and by the person's own hand. */
export function useBoard(projectId: string, pipeline: PipelineView, asked: DealFilter) {
  const queryClient = useQueryClient();
  const params = useMemo(() => ({ projectId, pipelineId: pipeline.id }), [projectId, pipeline.id]);
  const filter = filterText(asked);
  const query = useMemo(() => ({ ...(filter && { filter }), limit: firstPage }), [filter]);
  // Another version of the pipeline may have other columns or another order.
  const { version } = pipeline;
  const key = useMemo(() => [...keyOf(api.board.get, { params, query }), version], [params, query, version]);
  const order = useMemo(
    () => ({ pipelineId: pipeline.id, sort: pipeline.settings.sort }),
    [pipeline.id, pipeline.settings.sort],
  );

  const board = useQuery<BoardAnswer>({
    queryKey: key,
    queryFn: ({ signal }) => call(api.board.get, { params, query, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    // Live changes reach only a board that is shown: one that comes back may be behind.
    refetchOnMount: 'always',
    placeholderData: keepPreviousData,
  });

  const columns = useCallback(() => queryClient.getQueryData<BoardAnswer>(key)?.columns ?? [], [queryClient, key]);
  const patch = useCallback(
    (change: (columns: BoardColumn[]) => BoardColumn[]) =>
      queryClient.setQueryData<BoardAnswer>(key, (old) => old && { ...old, columns: change(old.columns) }),
    [queryClient, key],
  );
  const refetch = useCallback(() => void queryClient.invalidateQueries({ queryKey: key }), [queryClient, key]);
  const refreshTotals = useLater(totalsMs, () => {
    call(api.board.totals, { params, query: { filter } }).then(
      (totals) => patch((old) => withTotals(old, totals)),
      () => undefined, // the next change asks again
    );
  });

  const show = (cards: DealCard[], removed: string[]) => {
    patch((old) => spliceCards(removeCards(old, removed), cards, order));
    refreshTotals();
  };
  // With a filter or hidden merged contacts only the server knows whether a card that is not shown yet belongs here.
  const judgedByServer = pipeline.settings.hideMerged || filter !== undefined;

  useLiveChanges(projectId, {
    saved: (cards, removed) => show(cards, removed),
    changed: (cards, removed) => {
      const [known, unknown] = partition(cards, (card) => findCard(columns(), card.id) !== undefined);
      const animate = watchArrivals(columns(), known);
      show(judgedByServer ? known : cards, removed);
      animate(columns());
      if (judgedByServer && unknown.length > 0) refetch();
    },
    lost: refetch,
  });

  const loading = useRef(new Set<ColumnKey>());
  const loadMore = useCallback(
    async (column: ColumnKey, upTo: number) => {
      const { next: after, cards = [] } = columns().find((one) => one.key === column) ?? {};
      if (!after || loading.current.has(column)) return;
      loading.current.add(column);
      try {
        const page = await call(api.board.page, {
          params: { ...params, column },
          query: { filter, after, limit: Math.min(largestPage, Math.max(nextPage, upTo - cards.length)) },
        });
        patch((old) => appendPage(old, column, page));
      } catch (error) {
        // The pipeline's sort was changed meanwhile: the old page leads nowhere.
        if (isApiError(error, 'bad_input')) refetch();
        else toastError(error);
      } finally {
        loading.current.delete(column);
      }
    },
    [columns, filter, params, patch, refetch],
  );

  /** Shows a card in its new place at once; the answer takes it back if the server refuses. */
  const place = (card: DealCard, to: ColumnKey, index: number): (() => void) => {
    const from = findCard(columns(), card.id);
    patch((old) => placeCard(old, card, to, index));
    return () =>
      patch((old) => {
        // Somebody else's newer move may have come meanwhile: it stays.
        const stale = from && (findCard(old, card.id)?.card.version ?? 0) <= from.card.version;
        return stale ? placeCard(old, from.card, from.key, from.index) : old;
      });
  };

  return { ...board, projectId, columns: board.data?.columns, loadMore, place, refetch };
}

interface Changes {
  /** This browser's own doing. */
  saved: (cards: DealCard[], removed: string[]) => void;
  /** Somebody else's. */
  changed: (cards: DealCard[], removed: string[]) => void;
  /** The stream was down: what is shown may be old. */
  lost: () => void;
}

/** Gathers changed deals for a moment and fetches their cards together. */
function useLiveChanges(projectId: string, changes: Changes): void {
  const waiting = useRef({ deals: new Set<string>(), removed: new Set<string>() });
  const fetchWaiting = useLater(gatherMs, () => {
    const { deals, removed } = waiting.current;
    waiting.current = { deals: new Set(), removed: new Set() };
    const ids = [...deals].filter((id) => !removed.has(id));
    if (ids.length > 100) return changes.lost();
    cardsOf(projectId, ids).then((cards) => {
      const found = new Set<string>(cards.map((card) => card.id));
      changes.changed(cards, [...removed, ...ids.filter((id) => !found.has(id))]);
    }, changes.lost);
  });

  useLiveEvents((event: LiveEvent) => {
    switch (event.kind) {
      case 'saved':
        return changes.saved(event.cards, event.removed);
      case 'reconnected':
        return changes.lost();
      case 'changed': {
        for (const id of event.change.deals ?? []) waiting.current.deals.add(id);
        for (const id of event.change.removedDeals ?? []) waiting.current.removed.add(id);
        if (event.change.deals?.length || event.change.removedDeals?.length) fetchWaiting();
      }
    }
  });
}

async function cardsOf(projectId: string, ids: string[]): Promise<DealCard[]> {
  if (ids.length === 0) return [];
  return await call(api.board.cards, { params: { projectId }, query: { ids: ids.join(',') } });
}

function partition<T>(list: T[], test: (one: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter((one) => !test(one))];
}
