import { and, eq, isNull } from 'drizzle-orm';
import { getMember } from '../../crm-core/members/known-members.ts';
import { contacts, deals, tasks } from '../../drizzle/schema/index.ts';
import type { members } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';

export const countHoldings: Handler<typeof members.holdings> = async ({ deps, caller, params }) => {
  const { orm } = deps.core.db;
  const { projectId } = caller;
  const { id } = getMember(caller.config, params.memberId).row;
  const [openDeals, openTasks, own] = await Promise.all([
    orm.$count(deals, and(eq(deals.projectId, projectId), eq(deals.responsibleId, id), eq(deals.status, 'open'))),
    orm.$count(tasks, and(eq(tasks.projectId, projectId), eq(tasks.assigneeId, id), isNull(tasks.doneAt))),
    orm.$count(contacts, and(eq(contacts.projectId, projectId), eq(contacts.responsibleId, id))),
  ]);
  return { deals: openDeals, tasks: openTasks, contacts: own };
};
