import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { api } from '../../../api/contract/api.ts';
import { type DealFilter, filterText } from '../../../api/contract/deal-filter.ts';
import type { DealRow } from '../../../api/contract/deal-list.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { call, useOperation } from '../../app/api.ts';
import { type LiveEvent, useLiveEvents } from '../../app/live.tsx';
import { toastError } from '../../ui/toast.tsx';
import { useLater } from '../../ui/use-later.ts';
import {
  noRows,
  onlyPages,
  pageSize,
  pagesBetween,
  type RowPages,
  withoutRows,
  withPage,
  withRows,
} from './row-pages.ts';

interface Question {
  projectId: string;
  pipeline: PipelineView;
  filter: DealFilter;
  /** Of all pipelines, and of the columns that boards hide. */
  everywhere: boolean;
  /** `-amount`; undefined: the newest first. */
  sort: string | undefined;
}

interface Loaded {
  /** The question that the rows answer. */
  key: string;
  rows: RowPages<DealRow>;
}

/** Scrolling by thousands of rows asks for where it stops, not for all that flew by. */
const settleMs = 50;
/** Changes of one moment are asked for together; what only shows in a cell, a message or a task, may take longer. */
const gatherMs = 300;
const leisureMs = 1200;

/** A window on the deals that the filter finds: pages around the reader, kept up to date by live changes (PRODUCT D14). */
export function useDealList({ projectId, pipeline, filter, everywhere, sort }: Question) {
  const query = useMemo(() => {
    const text = filterText(filter);
    return { ...(!everywhere && { pipelineId: pipeline.id }), ...(text && { filter: text }) };
  }, [pipeline.id, filter, everywhere]);
  // Another version of the pipeline may show other stages or hide merged contacts.
  const key = JSON.stringify([query, sort, pipeline.version]);
  const totals = useOperation(
    api.deals.totals,
    { params: { projectId }, query },
    { placeholderData: keepPreviousData, staleTime: 0, refetchOnMount: 'always' },
  );

  const [loaded, setLoaded] = useState<Loaded>({ key: '', rows: noRows });
  const [error, setError] = useState<unknown>();
  const held = useRef(loaded);
  useLayoutEffect(() => {
    held.current = loaded;
  });
  /** On their way. */
  const asked = useRef(new Map<number, AbortController>());
  const near = useRef({ first: 0, last: 0 });

  const load = useCallback(
    async (page: number) => {
      if (asked.current.has(page)) return;
      const asking = new AbortController();
      asked.current.set(page, asking);
      try {
        const window = { offset: page * pageSize, limit: pageSize, ...(sort && { sort }) };
        const answer = await call(api.deals.list, {
          params: { projectId },
          query: { ...query, ...window },
          signal: asking.signal,
        });
        if (asking.signal.aborted) return;
        asked.current.delete(page);
        setError(undefined);
        setLoaded((old) => ({ key, rows: withPage(old.key === key ? old.rows : noRows, page, answer.rows) }));
      } catch (fault) {
        if (asking.signal.aborted) return;
        asked.current.delete(page);
        setError(fault);
        if (held.current.key === key) toastError(fault);
      }
    },
    [projectId, query, sort, key],
  );

  const lacking = useCallback(
    () =>
      pagesBetween(near.current.first, near.current.last).filter(
        (page) => held.current.key !== key || !held.current.rows.pages.has(page),
      ),
    [key],
  );
  const loadLacking = useCallback(() => {
    for (const page of lacking()) void load(page);
  }, [load, lacking]);

  useEffect(() => {
    near.current = { first: 0, last: 0 };
    loadLacking();
    const waiting = asked.current;
    return () => forget(waiting);
  }, [loadLacking]);

  const settle = useLater(settleMs, loadLacking);
  const show = useCallback(
    (first: number, last: number) => {
      near.current = { first, last };
      if (lacking().length > 0) settle();
    },
    [settle, lacking],
  );

  /** Pages out of sight are let go, those in sight stay until newer ones have come. */
  const reload = useCallback(() => {
    const inSight = pagesBetween(near.current.first, near.current.last);
    forget(asked.current);
    setLoaded((old) => ({ ...old, rows: onlyPages(old.rows, inSight) }));
    for (const page of inSight) void load(page);
  }, [load]);
  const { refetch } = totals;
  const { version } = pipeline;
  useEffect(() => {
    // Saved settings may hide merged contacts: the totals are another answer, though the question reads the same.
    if (version) void refetch({ cancelRefetch: false });
  }, [version, refetch]);
  const refresh = useCallback(() => {
    reload();
    void refetch();
  }, [reload, refetch]);

  const patch = useCallback(
    (cards: Parameters<typeof withRows<DealRow>>[1], removed: readonly string[] = []) =>
      setLoaded((old) => ({ ...old, rows: withoutRows(withRows(old.rows, cards), removed) })),
    [],
  );
  const refreshSoon = useLater(gatherMs, refresh);
  const reloadSoon = useLater(leisureMs, reload);
  useLiveEvents((event: LiveEvent) => {
    if (event.kind === 'saved') patch(event.cards);
    if (event.kind !== 'changed') return refreshSoon();
    const { deals, removedDeals, contacts, tasks, conversations } = event.change;
    if (deals?.length || removedDeals?.length) refreshSoon();
    else if (contacts?.length || tasks?.length || conversations?.length) reloadSoon();
  });

  const answered = loaded.key === key;
  return {
    /** Changes with what is asked, not with what is found. */
    question: key,
    rows: loaded.rows,
    /** Rows of an earlier question stand until the first answer to this one. */
    stale: !answered,
    empty: loaded.key === '',
    count: totals.data?.count ?? countOf(loaded.rows),
    sums: totals.data?.sums ?? [],
    counted: totals.data !== undefined && !totals.isPlaceholderData,
    error: answered ? undefined : (error ?? undefined),
    show,
    refresh,
    patch,
  };
}

/** Before the totals have come: what is there, and one more page if the last one is full. */
function countOf({ pages }: RowPages<DealRow>): number {
  const last = Math.max(-1, ...pages.keys());
  const length = pages.get(last)?.length ?? 0;
  return last * pageSize + length + (length === pageSize ? 1 : 0);
}

function forget(asked: Map<number, AbortController>): void {
  for (const asking of asked.values()) asking.abort();
  asked.clear();
}
