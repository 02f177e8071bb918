import { activeMembers } from '../../crm-core/members/known-members.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import { type DueGroup, dueGroup, type tasks } from '../contract/tasks.ts';
import type { Handler } from '../http/handler.ts';
import { dueRanges } from './due-groups.ts';
import { countTasks, findTasks, type Wanted, type Which } from './find-tasks.ts';

const firstPage = 30;

export const groupTasks: Handler<typeof tasks.groups> = async ({ deps, caller, query }) => {
  const { by = 'due', limit = firstPage, ...filter } = query;
  const now = deps.core.clock.now();
  const wanted: { key: string; wanted: Wanted }[] =
    by === 'due'
      ? dueGroup.options.map((key) => ({ key, wanted: { filter, which: whichOf(key, caller, now) } }))
      : assignees(caller)
          .filter((key) => filter.assigneeId === undefined || filter.assigneeId === key)
          .map((key) => ({ key, wanted: { filter: { ...filter, assigneeId: key }, which: { kind: 'open' } } }));
  return Promise.all(
    wanted.map(async ({ key, wanted: one }) => {
      const { sql } = deps.core.db;
      const [page, count] = await Promise.all([
        findTasks(sql, caller, { ...one, limit }),
        countTasks(sql, caller, one),
      ]);
      return { key, count, ...page };
    }),
  );
};

export function whichOf(group: DueGroup, { config }: ProjectCaller, now: Date): Which {
  if (group === 'done') return { kind: 'done' };
  return { kind: 'open', due: dueRanges(now, config.project.settings.timeZone)[group] };
}

function assignees({ config }: ProjectCaller) {
  return [...activeMembers(config).map(({ row }) => row.id), 'none' as const];
}
