import { notFound } from '../../kernel/errors.ts';
import type { TaskId } from '../../kernel/ids.ts';
import { mayNotSee } from '../deals/get-deal.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** The task, unless it is about a deal that the actor may not see: then `not_found` (PRODUCT D30). */
export async function getTask(work: Work, id: TaskId): Promise<Row<'tasks'>> {
  const task = await work.tasks.get(id);
  const deal = task.dealId ? await work.deals.get(task.dealId) : undefined;
  if (deal && mayNotSee(work.actor, deal)) throw notFound('task', id);
  return task;
}
