import { useCallback, useMemo, useState } from 'react';
import { type ColumnLayout, readLayout } from './column-layout.ts';
import { usualColumns } from './list-columns.ts';

/** How the list is laid out and sorted, and the ways to change it. */
export interface ListView {
  layout: ColumnLayout;
  setLayout: (layout: ColumnLayout) => void;
  /** `-amount`; undefined: the newest first. */
  sort: string | undefined;
  setSort: (sort: string | undefined) => void;
  /** Ascending, descending, as it was: press by press. */
  toggleSort: (key: string) => void;
}

interface Remembered {
  memberId: string;
  pipelineId: string;
  /** Variables on this pipeline's cards are worth a column, too. */
  cardVariables: readonly string[];
  sort: string | undefined;
  setSort: (sort: string | undefined) => void;
}

/** Remembered on this device for each member and pipeline; what is sorted stands in the address. */
export function useListView({ memberId, pipelineId, cardVariables, sort, setSort }: Remembered): ListView {
  const storageKey = `voronka.columns.${memberId}.${pipelineId}`;
  const [natural] = useState<ColumnLayout>(() => ({
    shown: [...usualColumns, ...cardVariables.map((name) => `deal.${name}`)],
    widths: {},
  }));
  const [layout, keepLayout] = useState(() => readLayout(localStorage.getItem(storageKey), natural));
  const setLayout = useCallback(
    (next: ColumnLayout) => {
      localStorage.setItem(storageKey, JSON.stringify(next));
      keepLayout(next);
    },
    [storageKey],
  );
  return useMemo(
    () => ({
      layout,
      setLayout,
      sort,
      setSort,
      toggleSort: (key) => setSort(sort === key ? `-${key}` : sort === `-${key}` ? undefined : key),
    }),
    [layout, setLayout, sort, setSort],
  );
}
