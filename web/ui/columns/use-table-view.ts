import { useCallback, useMemo, useState } from 'react';
import { type ColumnLayout, readLayout } from './column-layout.ts';

/** How a table is laid out and sorted, and the ways to change it. */
export interface TableView {
  layout: ColumnLayout;
  setLayout: (layout: ColumnLayout) => void;
  /** `-amount`; undefined: the newest first. */
  sort: string | undefined;
  setSort: (sort: string | undefined) => void;
  /** Ascending, descending, as it was: press by press. */
  toggleSort: (key: string) => void;
}

interface Remembered {
  /** Of this device's memory: whose view of which table it is. */
  storageKey: string;
  /** Keys of the columns that are shown as long as nobody chose others. */
  usual: readonly string[];
  sort: string | undefined;
  setSort: (sort: string | undefined) => void;
}

/** The layout is remembered on this device; what is sorted stands in the address. */
export function useTableView({ storageKey, usual, sort, setSort }: Remembered): TableView {
  const [layout, keepLayout] = useState(() =>
    readLayout(localStorage.getItem(storageKey), { shown: [...usual], widths: {} }),
  );
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
