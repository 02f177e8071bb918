import type { QueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Condition, condition, type DealFilter } from '../../api/contract/deal-filter.ts';
import type { SavedView } from '../../api/contract/views.ts';
import { rememberedDefaultView, rememberedKind } from './remembered.ts';
import { meQuery, viewsQuery } from './session.ts';

export type ViewKind = 'board' | 'list';

/** What a board's address says: it survives a reload and can be sent to a colleague. */
export interface BoardSearch {
  /** Default: the board. */
  view?: 'list';
  q?: string;
  where?: Condition[];
  /** The list holds what is on no board or on another one, too: where figures lead to. */
  everywhere?: true;
  /** Of the list: `-amount`. */
  sort?: string;
  /** Id of the saved view that all of this came from. */
  saved?: string;
}

export function readBoardSearch(search: Record<string, unknown>): BoardSearch {
  const where = Array.isArray(search.where) ? search.where.filter(isCondition) : [];
  return {
    ...(search.view === 'list' && { view: 'list' }),
    ...(isText(search.q) && { q: search.q }),
    ...(where.length > 0 && { where }),
    ...(search.view === 'list' && search.everywhere === true && { everywhere: true }),
    ...(isText(search.sort) && { sort: search.sort }),
    ...(isText(search.saved) && { saved: search.saved }),
  };
}

/** The address that shows what a saved view keeps. */
export function showView({ id, kind, filter, sort }: SavedView): BoardSearch {
  const { search, conditions = [] } = filter;
  return readBoardSearch({
    ...(kind === 'list' && { view: kind }),
    q: search,
    where: conditions,
    sort: kind === 'list' ? sort : undefined,
    saved: id,
  });
}

/** The filter of both views, with the ways to change what the address says. */
export function useBoardSearch() {
  const search = useSearch({ from: '/p/$projectId/board/$pipelineId' });
  const navigate = useNavigate({ from: '/p/$projectId/board/$pipelineId' });
  const { q, where, sort, saved } = search;
  // The address gives a new array with every change of anything in it.
  const whereText = JSON.stringify(where ?? []);

  const filter = useMemo<DealFilter>(() => {
    const conditions: Condition[] = JSON.parse(whereText);
    return { ...(q && { search: q }), ...(conditions.length > 0 && { conditions }) };
  }, [q, whereText]);

  const go = useCallback(
    (next: (before: BoardSearch) => BoardSearch) =>
      void navigate({
        search: (before) => ({ ...(before.deal && { deal: before.deal }), ...next(before) }),
        replace: true,
      }),
    [navigate],
  );
  const setFilter = useCallback(
    ({ search: text, conditions = [] }: DealFilter) =>
      go(({ q: _, where: __, deal: ___, ...rest }: BoardSearch & { deal?: string }) => ({
        ...rest,
        ...(text && { q: text }),
        ...(conditions.length > 0 && { where: conditions }),
      })),
    [go],
  );
  const setKind = useCallback(
    (kind: ViewKind) =>
      go(({ view: _, everywhere: __, ...rest }) => ({ ...rest, ...(kind === 'list' && { view: 'list' }) })),
    [go],
  );
  const setSort = useCallback(
    (next: string | undefined) => go(({ sort: _, ...rest }) => ({ ...rest, ...(next && { sort: next }) })),
    [go],
  );
  const stayOnBoard = useCallback(() => go(({ everywhere: _, ...rest }) => rest), [go]);
  const kind: ViewKind = search.view ?? 'board';
  const everywhere = search.everywhere ?? false;
  return { kind, everywhere, stayOnBoard, filter, sort, saved, setFilter, setKind, setSort, go };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCondition(value: unknown): value is Condition {
  return condition.safeParse(value).success;
}

/** What a pipeline opens with for this member on this device, as an address; empty for the board of everything. */
export async function usualView(
  queryClient: QueryClient,
  { projectId, pipelineId }: { projectId: string; pipelineId: string },
): Promise<BoardSearch> {
  const { memberships } = await queryClient.ensureQueryData(meQuery);
  const memberId = memberships.find((one) => one.projectId === projectId)?.memberId ?? '';
  const viewId = rememberedDefaultView(memberId, pipelineId);
  if (viewId) {
    const views = await queryClient.ensureQueryData(viewsQuery(projectId));
    const view = views.find(({ id }) => id === viewId);
    if (view) return showView(view);
  }
  return rememberedKind(pipelineId) === 'list' ? { view: 'list' } : {};
}
