import type { Figure } from '../../../api/contract/analytics.ts';

/** What the deals of a figure are worth in one currency, in minor units. */
export function sumIn(figure: Figure, currency: string): number {
  return figure.sums.find((sum) => sum.currency === currency)?.amount ?? 0;
}

/** Of the deals that are valued in the currency; null when there is none. */
export function averageIn(figure: Figure, currency: string): number | null {
  const sum = figure.sums.find((one) => one.currency === currency);
  return sum && sum.deals > 0 ? Math.round(sum.amount / sum.deals) : null;
}

/** The share of `part`, 0 to 1; null of nothing. */
export function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

/** Won among the deals that were decided. */
export function winRate({ won, lost }: { won: Figure; lost: Figure }): number | null {
  return share(won.count, won.count + lost.count);
}

/** Currencies met in the figures, the one with most deals first. */
export function currenciesOf(figures: readonly Figure[]): string[] {
  const deals = new Map<string, number>();
  for (const sum of figures.flatMap(({ sums }) => sums)) {
    deals.set(sum.currency, (deals.get(sum.currency) ?? 0) + sum.deals);
  }
  return [...deals].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([currency]) => currency);
}

export function wholeNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** `64 %` in Russian, `64%` in English; a tenth where it tells something. */
export function percent(value: number, language: string): string {
  const digits = value > 0 && value < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(value);
}
