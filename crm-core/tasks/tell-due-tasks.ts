import type { ProjectId, TaskId } from '../../kernel/ids.ts';
import { log } from '../../kernel/log.ts';
import { systemActor } from '../work/actor.ts';
import { type Core, runWork } from '../work/run-work.ts';
import { tellTask } from './tell-task.ts';

const batch = 200;

/** Tells of all tasks whose moment has come. Any number of processes may do so at once; each thing is told once. */
export async function tellDueTasks(core: Core): Promise<void> {
  for (;;) {
    const rows = await core.db.sql<{ id: TaskId; projectId: ProjectId }[]>`
      select id, project_id as "projectId" from tasks
      where next_notice_at <= ${core.clock.now().toISOString()} order by next_notice_at limit ${batch}`;
    let failed = false;
    for (const projectId of new Set(rows.map((row) => row.projectId))) {
      const taskIds = rows.filter((row) => row.projectId === projectId).map(({ id }) => id);
      if (!(await tellOf(core, projectId, taskIds))) failed = true;
    }
    // What failed would come again at once: the next round tries it.
    if (rows.length < batch || failed) return;
  }
}

/** One project's trouble is no other's. */
async function tellOf(core: Core, projectId: ProjectId, taskIds: TaskId[]): Promise<boolean> {
  try {
    await runWork(core, { projectId, actor: systemActor('task_due') }, async (work) => {
      await work.tasks.load(taskIds);
      for (const taskId of taskIds) await tellTask(work, { taskId });
    });
    return true;
  } catch (err) {
    log.error({ err, projectId }, 'tasks could not be told');
    return false;
  }
}
