import type { Work } from '../../crm-core/work/work.ts';

const tenMinutes = 600_000;
const day = 24 * 60 * 60_000;

/** Bells show what is new: whatever rang before yesterday was read. */
export function readPastNotices(work: Work, now: Date): void {
  for (const { id, createdAt } of work.notifications.seen()) {
    if (now.getTime() - createdAt.getTime() < day) continue;
    work.notifications.update(id, { readAt: new Date(createdAt.getTime() + tenMinutes) });
  }
}
