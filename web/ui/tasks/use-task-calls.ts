import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api } from '../../../api/contract/api.ts';
import type { TaskRow } from '../../../api/contract/tasks.ts';
import { call, keyOf } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';
import { confirm } from '../confirm.tsx';
import { toastError, toastUndo } from '../toast.tsx';

export type TaskPatch = z.input<NonNullable<typeof api.tasks.change.body>>;
export type NewTask = z.input<NonNullable<typeof api.tasks.create.body>>;
type Named = Pick<TaskRow, 'id' | 'title'>;

/** What people do to tasks, the same on their page, in drawers and in dialogs. True when it is done. */
export function useTaskCalls() {
  const { t } = useTranslation('tasks');
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  const settle = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      await Promise.all(tasksShown.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      return true;
    } catch (error) {
      toastError(error);
      return false;
    }
  };
  const change = (taskId: string, body: TaskPatch) =>
    settle(call(api.tasks.change, { params: { projectId, taskId }, body }));

  return {
    change,
    create: (body: NewTask) => settle(call(api.tasks.create, { params: { projectId }, body })),
    setDone: async ({ id, title }: Named, done: boolean): Promise<boolean> => {
      const settled = await change(id, { done });
      if (settled && done) {
        const undo = () => void change(id, { done: false });
        toastUndo({ id: `task ${id}`, message: t('finished', { title }), undo });
      }
      return settled;
    },
    remove: async ({ id, title }: Named): Promise<boolean> => {
      const sure = await confirm({
        title: t('removeTitle', { title }),
        text: t('removeText'),
        action: t('removeAction'),
      });
      if (!sure) return false;
      return settle(call(api.tasks.remove, { params: { projectId, taskId: id } }));
    },
  };
}

/** Answers that show tasks. */
export const tasksShown = [api.tasks.groups, api.tasks.list, api.tasks.mine, api.tasks.get, api.deals.get].map(
  (operation) => keyOf(operation),
);
