import type { DealView } from '../../../api/contract/deals.ts';

export interface StageSpan {
  place: string;
  /** In milliseconds, all stays together. */
  spent: number;
  /** The deal is there now. */
  current: boolean;
}

/** How long a deal was in every place, in the order in which it came there first (PRODUCT D11). */
export function stageSpans(visits: DealView['visits'], now: number): StageSpan[] {
  const spans = new Map<string, StageSpan>();
  for (const [at, { place, enteredAt }] of visits.entries()) {
    const next = visits[at + 1];
    const left = next ? Date.parse(next.enteredAt) : now;
    const before = spans.get(place)?.spent ?? 0;
    spans.set(place, { place, spent: before + Math.max(0, left - Date.parse(enteredAt)), current: next === undefined });
  }
  return [...spans.values()];
}
