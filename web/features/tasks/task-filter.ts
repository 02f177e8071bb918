import type { TaskFilter } from '../../../api/contract/tasks.ts';
import type { About } from '../../ui/tasks/about-picker.tsx';

export interface PageFilter {
  /** A member, `none`, or `all`. */
  assignee: string;
  priority: TaskFilter['priority'] | null;
  about: About;
}

/** What the server is asked. */
export function queryOf({ assignee, priority, about }: PageFilter): TaskFilter {
  return {
    ...(assignee !== 'all' && { assigneeId: assignee as NonNullable<TaskFilter['assigneeId']> }), // the server checks it
    ...(priority && { priority }),
    ...(about.dealId ? { dealId: about.dealId } : about.contactId && { contactId: about.contactId }),
  };
}
