import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealRow } from '../../../api/contract/deal-list.ts';
import { Grid, GridRows } from '../../ui/columns/grid-parts.tsx';
import { gridTemplate } from '../../ui/columns/table-column.ts';
import { type GridPlace, useGridKeys } from './grid-keys.ts';
import type { ListColumn } from './list-columns.ts';
import classes from './list-grid.module.css';
import { ListRow } from './list-row.tsx';
import { ListRowCard } from './list-row-card.tsx';
import { isSelected, type Selection } from './selection.ts';

export interface GridActions {
  open: (row: DealRow) => void;
  /** Ticks or unticks; `through` also all between this row and the last one ticked. */
  select: (index: number, through: boolean) => void;
  selectAll: () => void;
  selectNone: () => void;
  edit: (place: GridPlace | undefined) => void;
}

interface ListGridProps extends GridActions {
  /** Another one begins at its top. */
  question: string;
  columns: ListColumn[];
  count: number;
  rowAt: (index: number) => DealRow | undefined;
  /** These rows are in sight. */
  onWindow: (first: number, last: number) => void;
  selection: Selection;
  editing: GridPlace | undefined;
  narrow: boolean;
  stale: boolean;
  head: ReactNode;
  foot: ReactNode;
}

/** Browsers draw nothing beyond some seventeen million pixels. */
export const mostRows = 400_000;
const heights = { row: 37, card: 84 };

/**
 * A grid of any number of rows, of which those in sight are in the page. The grid itself has the focus and names its active
 * cell, so that the place is kept when its row scrolls away.
 */
export function ListGrid(props: ListGridProps) {
  const { columns, count, rowAt, onWindow, selection, editing, narrow, stale, head, foot, edit } = props;
  const { t } = useTranslation('list');
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const height = narrow ? heights.card : heights.row;
  const shown = Math.min(count, mostRows);
  const keys = useGridKeys({ ...props, count: shown, columnCount: narrow ? 1 : columns.length });
  const { active } = keys;

  const virtualizer = useVirtualizer({
    count: shown,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    // The head and the foot lie over the first and the last row in sight.
    scrollPaddingStart: narrow ? 0 : 34,
    scrollPaddingEnd: narrow ? 8 : 36,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      return active.row < shown && !inSight.includes(active.row)
        ? [...inSight, active.row].sort((a, b) => a - b)
        : inSight;
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height, all rows stand elsewhere
  useEffect(() => virtualizer.measure(), [height, virtualizer]);

  const { question } = props;
  const { activate } = keys;
  const asked = useRef(question);
  useEffect(() => {
    if (asked.current === question) return;
    asked.current = question;
    scroller.current?.scrollTo({ top: 0 });
    activate({ row: 0, column: 0 });
  }, [question, activate]);

  const range = virtualizer.range;
  useEffect(() => {
    if (range) onWindow(Math.max(0, range.startIndex - 8), range.endIndex + 8);
  }, [range?.startIndex, range?.endIndex, onWindow, range]);

  const followed = keys.moves;
  useEffect(() => {
    if (followed === 0) return;
    virtualizer.scrollToIndex(active.row, { align: 'auto' });
    requestAnimationFrame(() => revealColumn(scroller.current, `${id}-${active.row}-${active.column}`));
  }, [followed, active.row, active.column, virtualizer, id]);

  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing) scroller.current?.focus({ preventScroll: true });
    wasEditing.current = editing !== undefined;
  }, [editing]);

  return (
    <Grid
      ref={scroller}
      className={classes.grid}
      tabIndex={0}
      aria-label={t('label')}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={stale || undefined}
      aria-activedescendant={shown > 0 ? `${id}-${active.row}-${active.column}` : undefined}
      data-stale={stale || undefined}
      data-narrow={narrow || undefined}
      style={{ '--columns': gridTemplate(columns) } as React.CSSProperties} // a custom property is no known one
      onKeyDown={keys.onKeyDown}
    >
      {!narrow && head}
      <GridRows className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rowAt(item.index);
          const Row = narrow ? ListRowCard : ListRow;
          return (
            <Row
              key={row?.id ?? `pending ${item.index}`}
              id={id}
              row={row}
              index={item.index}
              top={item.start}
              height={height}
              columns={columns}
              selected={row !== undefined && isSelected(selection, row.id)}
              activeColumn={item.index === active.row ? active.column : undefined}
              editingColumn={editing?.row === item.index ? editing.column : undefined}
              onActivate={keys.activate}
              onOpen={props.open}
              onSelect={props.select}
              onEdit={edit}
            />
          );
        })}
      </GridRows>
      {foot}
    </Grid>
  );
}

function revealColumn(grid: HTMLElement | null, id: string): void {
  const cell = document.getElementById(id);
  if (!grid || !cell || cell.dataset.pinned) return;
  const pinned =
    grid.querySelector('[data-pinned]')?.getBoundingClientRect().right ?? grid.getBoundingClientRect().left;
  const { left, right } = cell.getBoundingClientRect();
  const edge = grid.getBoundingClientRect().right;
  if (left < pinned) grid.scrollBy({ left: left - pinned - 8 });
  else if (right > edge) grid.scrollBy({ left: Math.min(right - edge + 8, left - pinned) });
}
