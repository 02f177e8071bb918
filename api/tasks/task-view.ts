import type { Row } from '../../crm-core/work/tables.ts';
import type { TaskView } from '../contract/deals.ts';

export function taskView(row: Row<'tasks'>): TaskView {
  const { id, dealId, contactId, title, description, assigneeId, priority, remindBefore, createdBy, version } = row;
  return {
    ...{ id, dealId, contactId, title, description, assigneeId, priority, remindBefore, createdBy, version },
    remindAt: row.remindAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    doneAt: row.doneAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
