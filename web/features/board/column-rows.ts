import type { BoardColumn, DealCard } from '../../../api/contract/deals.ts';
import type { Drag } from './board-drag.tsx';

/** One row of a column's virtual list. */
export type ColumnRow =
  | { kind: 'card'; card: DealCard; index: number }
  /** Where the held card would land. */
  | { kind: 'gap'; height: number }
  /** The held card itself, standing at its target (keyboard). */
  | { kind: 'held'; card: DealCard }
  /** Known to exist, not loaded yet: keeps the scroll bar honest. */
  | { kind: 'pending' };

/** The rows of a column, with a held card taken out of its place and its target opened. */
export function columnRows(column: BoardColumn, drag: Drag | null): ColumnRow[] {
  const rows: ColumnRow[] = [];
  for (const [index, card] of column.cards.entries()) {
    if (card.id !== drag?.card.id) rows.push({ kind: 'card', card, index });
  }
  const pending = column.next === null ? 0 : Math.max(1, column.count - column.cards.length);
  for (let i = 0; i < pending; i++) rows.push({ kind: 'pending' });

  const target = drag?.target;
  if (drag && target?.kind === 'column' && target.key === column.key) {
    const opened: ColumnRow =
      drag.by === 'keyboard' ? { kind: 'held', card: drag.card } : { kind: 'gap', height: drag.height };
    rows.splice(target.index, 0, opened);
  }
  return rows;
}

/**
 * The place whose top is nearest to `top`, among the tops that the rows would have without the gap. `starts` are the measured
 * tops of the rows, gap included; only loaded cards are places.
 */
export function nearestPlace(rows: ColumnRow[], starts: number[], end: number, top: number): number {
  const gap = rows.findIndex((row) => row.kind === 'gap');
  const gapHeight = gap < 0 ? 0 : (starts[gap + 1] ?? end) - (starts[gap] ?? 0);
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  let place = 0;
  for (const [at, row] of rows.entries()) {
    if (row.kind === 'gap') continue;
    if (row.kind === 'pending') break;
    const natural = (starts[at] ?? 0) - (gap >= 0 && at > gap ? gapHeight : 0);
    if (Math.abs(natural - top) < distance) {
      distance = Math.abs(natural - top);
      best = place;
    }
    place += 1;
  }
  const loaded = rows.findIndex((row) => row.kind === 'pending');
  const bottom = (loaded < 0 ? end : (starts[loaded] ?? end)) - gapHeight;
  return Math.abs(bottom - top) < distance ? place : best;
}
