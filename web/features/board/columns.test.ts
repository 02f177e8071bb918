import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoardColumn, DealCard } from '../../../api/contract/deals.ts';
import { newId } from '../../../kernel/ids.ts';
import {
  appendPage,
  columnOf,
  compareCards,
  findCard,
  placeCard,
  removeCards,
  spliceCards,
  withTotals,
} from './columns.ts';

const pipelineId = newId('pipeline');
const first = newId('stage');
const second = newId('stage');
const order = { pipelineId, sort: 'manual' } as const;

describe('where a card belongs', () => {
  test('S9: an open deal without a stage is in Unsorted, whatever its pipeline', () => {
    expect(columnOf(card({ stageId: null, pipelineId: newId('pipeline') }), pipelineId)).toBe('unsorted');
  });

  test('D1: a closed deal is in its closed column although it keeps its stage', () => {
    expect(columnOf(card({ status: 'lost' }), pipelineId)).toBe('lost');
  });

  test('a deal of another pipeline is on no column', () => {
    expect(columnOf(card({ pipelineId: newId('pipeline') }), pipelineId)).toBeUndefined();
  });
});

describe('splicing live cards', () => {
  test('D14: a moved card leaves its column and takes its place by rank, and both totals follow', () => {
    const moved = card({ rank: 'a2', amount: 500 });
    const board = [
      column(first, [moved]),
      column(second, [card({ stageId: second, rank: 'a1' }), card({ stageId: second, rank: 'a3' })]),
    ];

    const after = spliceCards(board, [{ ...moved, stageId: second, version: 2 }], order);

    expect(after[0]).toMatchObject({ count: 0, cards: [], sums: [] });
    expect(after[1]?.cards.map(({ rank }) => rank)).toEqual(['a1', 'a2', 'a3']);
    expect(after[1]).toMatchObject({ count: 3, sums: [{ currency: 'RUB', amount: 500 }] });
  });

  test('an answer older than what is shown changes nothing', () => {
    const shown = card({ version: 5, name: 'new' });
    const board = [column(first, [shown])];
    expect(spliceCards(board, [{ ...shown, version: 4, name: 'old' }], order)).toEqual(board);
  });

  test('a card whose place is not loaded yet is counted but stays out', () => {
    const moved = card({ rank: 'z' });
    const board = [
      column(first, [moved]),
      { ...column(second, [card({ stageId: second, rank: 'a' })]), count: 100, next: 'more' },
    ];
    const after = spliceCards(board, [{ ...moved, stageId: second }], order);
    expect(after[1]?.cards).toHaveLength(1);
    expect(after[1]?.count).toBe(101);
  });

  test('a card that belongs elsewhere now leaves the board', () => {
    const shown = card({});
    const after = spliceCards(
      [column(first, [shown])],
      [{ ...shown, pipelineId: newId('pipeline'), stageId: newId('stage') }],
      order,
    );
    expect(findCard(after, shown.id)).toBeUndefined();
  });

  test('any sequence of moves keeps each card once and every column in order', () => {
    const stages = [first, second];
    const moves = fc.array(fc.record({ card: fc.nat(5), stage: fc.nat(1), rank: fc.stringMatching(/^[a-z]{1,3}$/) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(moves, (list) => {
        const cards = Array.from({ length: 6 }, (_, i) => card({ rank: `r${i}`, amount: i }));
        let board = [column(first, cards), column(second, [])];
        list.forEach((move, version) => {
          const moved = cards[move.card];
          const stageId = stages[move.stage];
          if (moved && stageId)
            board = spliceCards(board, [{ ...moved, stageId, rank: move.rank, version: version + 2 }], order);
        });
        expect(board.flatMap((one) => one.cards.map(({ id }) => id)).sort()).toEqual(cards.map(({ id }) => id).sort());
        for (const one of board) {
          expect(one.cards).toEqual([...one.cards].sort(compareCards(one.key, 'manual')));
          expect(one.count).toBe(one.cards.length);
          expect(one.sums[0]?.amount ?? 0).toBe(one.cards.reduce((sum, { amount }) => sum + (amount ?? 0), 0));
        }
      }),
    );
  });
});

describe('moving by hand', () => {
  test('a dropped card stands exactly where it was dropped, and can be put back', () => {
    const [a, b, c] = [card({ rank: 'a' }), card({ rank: 'b' }), card({ rank: 'c' })];
    const board = [column(first, [a, b, c])];
    const dropped = placeCard(board, a, first, 2);
    expect(dropped[0]?.cards.map(({ id }) => id)).toEqual([b.id, c.id, a.id]);
    expect(placeCard(dropped, a, first, 0)).toEqual(board);
  });

  test('a column of several currencies keeps one sum for each', () => {
    const dollars = card({ currency: 'USD', amount: 100 });
    const board = [
      column(first, [dollars, card({ amount: 50 })]),
      column(second, [card({ stageId: second, amount: 7 })]),
    ];
    const after = placeCard(board, { ...dollars, stageId: second }, second, 0);
    expect(after[0]?.sums).toEqual([{ currency: 'RUB', amount: 50 }]);
    expect(after[1]?.sums).toEqual([
      { currency: 'RUB', amount: 7 },
      { currency: 'USD', amount: 100 },
    ]);
  });
});

test('a page that overlaps what live changes brought adds each card once', () => {
  const [a, b] = [card({}), card({})];
  const [after] = appendPage([{ ...column(first, [a]), count: 2, next: 'x' }], first, { cards: [a, b], next: null });
  expect(after?.cards.map(({ id }) => id)).toEqual([a.id, b.id]);
  expect(after?.next).toBeNull();
});

test('totals replace counts and sums and leave the cards', () => {
  const board = [column(first, [card({})])];
  const [after] = withTotals(board, [{ key: first, count: 9, sums: [{ currency: 'RUB', amount: 1 }] }]);
  expect(after).toMatchObject({ count: 9, cards: board[0]?.cards, sums: [{ currency: 'RUB', amount: 1 }] });
});

test('a removed card takes its amount with it', () => {
  const gone = card({ amount: 10 });
  expect(removeCards([column(first, [gone, card({ amount: 5 })])], [gone.id])[0]).toMatchObject({
    count: 1,
    sums: [{ currency: 'RUB', amount: 5 }],
  });
});

test('D5: cards without a due task stand below those with one', () => {
  const due = (at: string) => card({ nextTask: { id: newId('task'), title: 'call', dueAt: at } });
  const [late, soon, none] = [due('2026-02-02T00:00:00Z'), due('2026-01-01T00:00:00Z'), card({})];
  expect([none, late, soon].sort(compareCards(first, 'next_task'))).toEqual([soon, late, none]);
});

function column(key: typeof first, cards: DealCard[]): BoardColumn {
  const rubles = cards.filter((one) => one.currency === 'RUB' && one.amount !== null);
  const dollars = cards.filter((one) => one.currency === 'USD' && one.amount !== null);
  const sum = (list: DealCard[]) => list.reduce((total, { amount }) => total + (amount ?? 0), 0);
  return {
    key,
    count: cards.length,
    cards,
    next: null,
    sums: [
      ...(rubles.length > 0 && sum(rubles) !== 0 ? [{ currency: 'RUB', amount: sum(rubles) }] : []),
      ...(dollars.length > 0 ? [{ currency: 'USD', amount: sum(dollars) }] : []),
    ],
  };
}

function card(over: Partial<DealCard>): DealCard {
  return {
    id: newId('deal'),
    version: 1,
    name: 'A deal',
    description: '',
    contactId: null,
    contactName: null,
    phone: null,
    email: null,
    amount: null,
    currency: 'RUB',
    responsibleId: null,
    pipelineId,
    stageId: first,
    status: 'open',
    rank: 'a',
    unsorted: null,
    closeReason: null,
    closedAt: null,
    stageEnteredAt: '2026-01-01T00:00:00Z',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    tags: [],
    variables: {},
    channels: [],
    nextTask: null,
    unread: 0,
    lastMessageAt: null,
    lastMessageText: null,
    merged: 0,
    ...over,
  };
}
