import type { MemberId, TaskId } from '../../kernel/ids.ts';
import { changedFields } from '../changed-fields.ts';
import { getActiveMember } from '../members/known-members.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkTitle } from './create-task.ts';
import { getTask } from './get-task.ts';

export interface TaskPatch {
  title?: string;
  description?: string;
  assigneeId?: MemberId | null;
  dueAt?: Date | null;
  priority?: Row<'tasks'>['priority'];
}

export async function changeTask(work: Work, input: { taskId: TaskId; patch: TaskPatch }): Promise<Row<'tasks'>> {
  demand(work.actor, 'tasks', 'edit');
  const task = await getTask(work, input.taskId);
  const { patch } = input;
  if (patch.assigneeId && patch.assigneeId !== task.assigneeId) getActiveMember(work.config, patch.assigneeId);
  const fields = { ...patch, ...(patch.title !== undefined && { title: checkTitle(patch.title) }) };
  const changes = changedFields(task, fields);
  if (Object.keys(changes).length === 0) return task;
  work.emit('task.changed', task, { taskId: task.id, title: task.title, changes });
  return work.tasks.update(task.id, fields);
}
