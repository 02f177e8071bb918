import { expect, test } from 'vitest';
import type { BoardColumn, DealCard } from '../../../api/contract/deals.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Drag } from './board-drag.tsx';
import { columnRows, nearestPlace } from './column-rows.ts';

const key = newId('stage');
const cards = ['one', 'two', 'three'].map((name) => ({ id: newId('deal'), name }) as DealCard); // all that rows look at

test('cards that are not loaded yet are rows too, so that the scroll bar is honest', () => {
  const rows = columnRows(column({ count: 10, next: 'more' }), null);
  expect(rows.map(({ kind }) => kind)).toEqual(['card', 'card', 'card', ...Array(7).fill('pending')]);
});

test('a column that ends shows no pending row even when its count is behind', () => {
  expect(columnRows(column({ count: 10 }), null)).toHaveLength(3);
});

test('a held card leaves its row and opens a gap at its target', () => {
  const rows = columnRows(column({}), drag(2, 'pointer'));
  expect(rows.map((row) => (row.kind === 'card' ? row.card.name : row.kind))).toEqual(['two', 'three', 'gap']);
});

test('with the keyboard the card itself stands at its target', () => {
  const rows = columnRows(column({}), drag(1, 'keyboard'));
  expect(rows.map((row) => (row.kind === 'card' ? row.card.name : row.kind))).toEqual(['two', 'held', 'three']);
});

test('the nearest place does not depend on where the gap is now', () => {
  // Two cards of 100 and a gap of 50: whichever row the gap is, natural tops are 0 and 100, and 200 is the end.
  const withGap = { 0: [0, 50, 150], 1: [0, 100, 150], 2: [0, 100, 200] };
  for (const [gap, starts] of Object.entries(withGap)) {
    const rows = columnRows(column({}), drag(Number(gap), 'pointer'));
    const places = [-40, 40, 60, 140, 160, 900].map((top) => nearestPlace(rows, starts, 250, top));
    expect(places).toEqual([0, 0, 1, 1, 2, 2]);
  }
});

test('a card can be dropped below the last loaded one, never among what is not loaded', () => {
  const rows = columnRows(column({ count: 10, next: 'more' }), null);
  const starts = rows.map((_, at) => at * 100);
  expect(nearestPlace(rows, starts, 1000, 900)).toBe(3);
});

test('an empty column has one place', () => {
  expect(nearestPlace([], [], 0, 500)).toBe(0);
});

function column(over: Partial<BoardColumn>): BoardColumn {
  return { key, count: cards.length, sums: [], cards, next: null, ...over };
}

function drag(index: number, by: Drag['by']): Drag {
  const card = cards[0] as DealCard; // there are three
  return {
    card,
    from: { key, index: 0 },
    height: 50,
    by,
    target: { kind: 'column', key, index },
    forbidden: new Set(),
  };
}
