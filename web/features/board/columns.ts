import type { BoardColumn, ColumnKey, DealCard } from '../../../api/contract/deals.ts';
import type { PipelineSettingsView } from '../../../api/contract/pipelines.ts';

/** What decides where a card belongs. */
interface BoardOrder {
  pipelineId: string;
  sort: PipelineSettingsView['sort'];
}

type Totals = Pick<BoardColumn, 'key' | 'count' | 'sums'>[];

/** The column that shows a card on this pipeline's board. Unsorted holds the whole project (PRODUCT S9). */
export function columnOf(card: DealCard, pipelineId: string): ColumnKey | undefined {
  if (card.status === 'open' && card.stageId === null) return 'unsorted';
  if (card.pipelineId !== pipelineId) return undefined;
  return card.status === 'open' ? (card.stageId ?? undefined) : card.status;
}

/**
 * Lays newer cards over the board: each goes to its column and place, or leaves. A card whose place lies beyond the loaded
 * part stays out until that part is loaded; an answer older than what is shown changes nothing.
 */
export function spliceCards(columns: BoardColumn[], cards: DealCard[], order: BoardOrder): BoardColumn[] {
  return cards.reduce((board, card) => {
    const shown = findCard(board, card.id);
    if (shown && shown.card.version > card.version) return board;
    const key = columnOf(card, order.pipelineId);
    const without = removeCards(board, [card.id]);
    return without.map((column) =>
      column.key === key ? insertInOrder(column, card, order, shown !== undefined) : column,
    );
  }, columns);
}

/** Puts a card where a hand dropped it, before the server has agreed. */
export function placeCard(columns: BoardColumn[], card: DealCard, key: ColumnKey, index: number): BoardColumn[] {
  return removeCards(columns, [card.id]).map((column) =>
    column.key === key ? insertAt(column, card, index, true) : column,
  );
}

export function removeCards(columns: BoardColumn[], ids: string[]): BoardColumn[] {
  const gone = new Set(ids);
  return columns.map((column) => {
    const leaving = column.cards.filter((card) => gone.has(card.id));
    if (leaving.length === 0) return column;
    return {
      ...column,
      cards: column.cards.filter((card) => !gone.has(card.id)),
      count: Math.max(0, column.count - leaving.length),
      sums: leaving.reduce((sums, card) => addToSums(sums, card, -1), column.sums),
    };
  });
}

export function appendPage(
  columns: BoardColumn[],
  key: ColumnKey,
  page: { cards: DealCard[]; next: string | null },
): BoardColumn[] {
  return columns.map((column) => {
    if (column.key !== key) return column;
    const known = new Set(column.cards.map((card) => card.id));
    return {
      ...column,
      cards: [...column.cards, ...page.cards.filter((card) => !known.has(card.id))],
      next: page.next,
    };
  });
}

export function withTotals(columns: BoardColumn[], totals: Totals): BoardColumn[] {
  const byKey = new Map(totals.map((one) => [one.key, one]));
  return columns.map((column) => ({ ...column, ...byKey.get(column.key) }));
}

export function findCard(
  columns: BoardColumn[],
  id: string,
): { card: DealCard; key: ColumnKey; index: number } | undefined {
  for (const { key, cards } of columns) {
    const index = cards.findIndex((card) => card.id === id);
    const card = cards[index];
    if (card) return { card, key, index };
  }
  return undefined;
}

export type ClosedKey = 'won' | 'lost' | 'archived';

export function isClosedKey(key: ColumnKey): key is ClosedKey {
  return key === 'won' || key === 'lost' || key === 'archived';
}

/** Which system stage a column without a stage of the pipeline is. */
export function systemKey(key: ColumnKey): 'unsorted' | ClosedKey {
  return isClosedKey(key) ? key : 'unsorted';
}

/** The server's order of a column: by hand or by the pipeline's sort; closed deals by when they were closed. */
export function compareCards(key: ColumnKey, sort: BoardOrder['sort']): (a: DealCard, b: DealCard) => number {
  if (isClosedKey(key)) {
    return (a, b) => compareText(b.closedAt ?? '', a.closedAt ?? '') || compareText(b.id, a.id);
  }
  switch (sort) {
    case 'manual':
      return (a, b) => compareText(a.rank, b.rank) || compareText(a.id, b.id);
    case 'newest':
      return (a, b) => compareText(b.createdAt, a.createdAt) || compareText(b.id, a.id);
    case 'next_task':
      return (a, b) => compareText(taskMoment(a), taskMoment(b)) || compareText(a.id, b.id);
    case 'time_in_stage':
      return (a, b) => compareText(a.stageEnteredAt, b.stageEnteredAt) || compareText(a.id, b.id);
  }
}

function insertInOrder(column: BoardColumn, card: DealCard, order: BoardOrder, counted: boolean): BoardColumn {
  const compare = compareCards(column.key, order.sort);
  const index = column.cards.findIndex((other) => compare(card, other) < 0);
  if (index >= 0) return insertAt(column, card, index, counted);
  if (column.next === null) return insertAt(column, card, column.cards.length, counted);
  return counted ? { ...column, count: column.count + 1, sums: addToSums(column.sums, card, 1) } : column;
}

/** `counted`: the card came from another place on this board, so the totals follow; otherwise they are asked for. */
function insertAt(column: BoardColumn, card: DealCard, index: number, counted: boolean): BoardColumn {
  const cards = column.cards.toSpliced(index, 0, card);
  if (!counted) return { ...column, cards, count: Math.max(column.count, cards.length) };
  return { ...column, cards, count: column.count + 1, sums: addToSums(column.sums, card, 1) };
}

function addToSums(sums: BoardColumn['sums'], card: DealCard, sign: 1 | -1): BoardColumn['sums'] {
  const { amount, currency } = card;
  if (amount === null || amount === 0) return sums;
  if (!sums.some((sum) => sum.currency === currency)) return [...sums, { currency, amount: sign * amount }];
  return sums
    .map((sum) => (sum.currency === currency ? { ...sum, amount: sum.amount + sign * amount } : sum))
    .filter((sum) => sum.amount !== 0);
}

function taskMoment(card: DealCard): string {
  return card.nextTask?.dueAt ?? '9999';
}

/** Bytewise, as the database compares board keys; a locale's collation would order ranks differently. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
