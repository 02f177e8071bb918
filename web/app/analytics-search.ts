import { type Condition, condition } from '../../api/contract/deal-filter.ts';
import { isDay, type Preset, presets } from '../features/analytics/period.ts';

/** What the address of the analytics page says; nothing of it is the usual pipeline in the usual period. */
export interface AnalyticsSearch {
  /** An id, or `all`. */
  pipeline?: string;
  period?: Preset;
  /** Days of one's own, instead of a period. */
  from?: string;
  to?: string;
  currency?: string;
  q?: string;
  where?: Condition[];
}

export function readAnalyticsSearch(search: Record<string, unknown>): AnalyticsSearch {
  const { from, to } = search;
  const period = presets.find((one) => one === search.period);
  const where = Array.isArray(search.where) ? search.where.filter(isCondition) : [];
  return {
    ...(isText(search.pipeline) && { pipeline: search.pipeline }),
    ...(isDay(from) && isDay(to) && from <= to ? { from, to } : period && { period }),
    ...(isText(search.currency) && { currency: search.currency }),
    ...(isText(search.q) && { q: search.q }),
    ...(where.length > 0 && { where }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCondition(value: unknown): value is Condition {
  return condition.safeParse(value).success;
}
