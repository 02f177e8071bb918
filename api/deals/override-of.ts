import type { Override } from '../../crm-core/deals/check-entry.ts';

/** The request's reason as the commands take it; they demand the permission (PRODUCT D4). */
export function overrideOf(reason: string | undefined): { override?: Override } {
  return reason === undefined ? {} : { override: { reason } };
}
