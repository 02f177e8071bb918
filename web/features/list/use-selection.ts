import { useCallback, useEffect, useRef, useState } from 'react';
import type { DealRow } from '../../../api/contract/deal-list.ts';
import { type RowPages, rowAt } from './row-pages.ts';
import { everything, isSelected, nothing, type Selection, withSelected } from './selection.ts';

/**
 * Ticked rows; none for a role that could do nothing to them. Another question (`key`) begins with none: what is ticked is always among what was found.
 */
export function useSelection(rows: RowPages<DealRow>, key: string, mayTick: boolean) {
  const [kept, setKept] = useState<{ key: string; selection: Selection }>({ key, selection: nothing });
  const selection = kept.key === key ? kept.selection : nothing;
  const newest = useRef({ rows, selection });
  const last = useRef(0);
  useEffect(() => {
    newest.current = { rows, selection };
  });

  const set = useCallback((next: Selection) => mayTick && setKept({ key, selection: next }), [key, mayTick]);
  const select = useCallback(
    (index: number, through: boolean) => {
      const { rows: loaded, selection: before } = newest.current;
      const row = rowAt(loaded, index);
      if (!row) return;
      const [from, to] = through ? [Math.min(last.current, index), Math.max(last.current, index)] : [index, index];
      const ids = Array.from({ length: to - from + 1 }, (_, step) => rowAt(loaded, from + step)?.id ?? []).flat();
      const next = withSelected(before, ids, through || !isSelected(before, row.id));
      newest.current.selection = next;
      last.current = index;
      set(next);
    },
    [set],
  );
  return {
    selection,
    select,
    selectAll: useCallback(() => set(everything), [set]),
    selectNone: useCallback(() => set(nothing), [set]),
  };
}
