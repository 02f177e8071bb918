import { type KeyboardEvent, useCallback, useState } from 'react';
import type { DealRow } from '../../../api/contract/deal-list.ts';

export interface GridPlace {
  row: number;
  column: number;
}

interface GridKeys {
  count: number;
  columnCount: number;
  rowAt: (index: number) => DealRow | undefined;
  open: (row: DealRow) => void;
  select: (index: number, through: boolean) => void;
  selectAll: () => void;
  selectNone: () => void;
  edit: (place: GridPlace | undefined) => void;
}

const pageOfRows = 20;

/** Arrows walk, Enter opens, Space ticks, F2 edits: what the keyboard does while the grid itself has the focus. */
export function useGridKeys(grid: GridKeys) {
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const [moves, setMoves] = useState(0);
  const active = inside(place, grid);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.altKey || grid.count === 0) return;
    const row = grid.rowAt(active.row);
    const act = actionOf(event, grid, active, row);
    const next = act ? undefined : nextPlace(event, active, grid);
    if (!act && !next) return;
    event.preventDefault();
    act?.();
    if (!next) return;
    setPlace(next);
    setMoves((count) => count + 1);
    if (event.shiftKey && next.row !== active.row) grid.select(next.row, true);
  };
  const activate = useCallback((next: GridPlace) => setPlace(next), []);

  /** `moves` counts the steps of the keyboard: what is active has to be brought into sight after each. */
  return { active, moves, activate, onKeyDown };
}

function actionOf(
  { key, ctrlKey, metaKey, shiftKey }: KeyboardEvent,
  grid: GridKeys,
  active: GridPlace,
  row: DealRow | undefined,
): (() => void) | undefined {
  const command = ctrlKey || metaKey;
  switch (key) {
    case 'Enter':
      return row && !command ? () => grid.open(row) : undefined;
    case ' ':
      return () => grid.select(active.row, shiftKey);
    case 'F2':
      return () => grid.edit(active);
    case 'Escape':
      return grid.selectNone;
    default:
      return command && key.toLowerCase() === 'a' ? grid.selectAll : undefined;
  }
}

function nextPlace(
  { key, ctrlKey, metaKey }: KeyboardEvent,
  { row, column }: GridPlace,
  grid: GridKeys,
): GridPlace | undefined {
  const far = ctrlKey || metaKey;
  const lastColumn = grid.columnCount - 1;
  switch (key) {
    case 'ArrowDown':
      return inside({ row: far ? grid.count : row + 1, column }, grid);
    case 'ArrowUp':
      return inside({ row: far ? 0 : row - 1, column }, grid);
    case 'ArrowRight':
      return inside({ row, column: far ? lastColumn : column + 1 }, grid);
    case 'ArrowLeft':
      return inside({ row, column: far ? 0 : column - 1 }, grid);
    case 'PageDown':
      return inside({ row: row + pageOfRows, column }, grid);
    case 'PageUp':
      return inside({ row: row - pageOfRows, column }, grid);
    case 'Home':
      return inside({ row: far ? 0 : row, column: 0 }, grid);
    case 'End':
      return inside({ row: far ? grid.count : row, column: lastColumn }, grid);
    default:
      return undefined;
  }
}

function inside({ row, column }: GridPlace, { count, columnCount }: GridKeys): GridPlace {
  const within = (value: number, length: number) => Math.min(Math.max(0, value), Math.max(0, length - 1));
  return { row: within(row, count), column: within(column, columnCount) };
}
