import { z } from 'zod';
import { noteView, taskView } from './deals.ts';
import { member, operation } from './operation.ts';
import { idOf, longText, projectParams, shortText, time } from './values.ts';

export const tasks = {
  create: operation({
    name: 'tasks.create',
    method: 'POST',
    path: '/projects/:projectId/tasks',
    summary: 'Creates a task (PRODUCT S13).',
    access: member('tasks', 'edit'),
    params: projectParams,
    body: z.strictObject({
      title: shortText,
      description: longText.optional(),
      dealId: idOf('deal').optional(),
      contactId: idOf('contact').optional(),
      assigneeId: idOf('member').nullable().optional(),
      dueAt: time.nullable().optional(),
      priority: z.enum(['low', 'normal', 'high']).optional(),
    }),
    response: taskView,
  }),
  change: operation({
    name: 'tasks.change',
    method: 'PATCH',
    path: '/projects/:projectId/tasks/:taskId',
    summary: 'Changes given fields; `done` completes or reopens.',
    access: member('tasks', 'edit'),
    params: projectParams.extend({ taskId: idOf('task') }),
    body: z.strictObject({
      title: shortText.optional(),
      description: longText.optional(),
      assigneeId: idOf('member').nullable().optional(),
      dueAt: time.nullable().optional(),
      priority: z.enum(['low', 'normal', 'high']).optional(),
      done: z.boolean().optional(),
    }),
    response: taskView,
  }),
};

export const notes = {
  create: operation({
    name: 'notes.create',
    method: 'POST',
    path: '/projects/:projectId/notes',
    summary: 'Adds a note to a deal or a contact.',
    access: member('crm', 'edit'),
    params: projectParams,
    body: z.strictObject({
      text: longText.min(1),
      dealId: idOf('deal').optional(),
      contactId: idOf('contact').optional(),
    }),
    response: noteView,
  }),
};
