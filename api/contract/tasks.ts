import { z } from 'zod';
import { noteView, taskPriority, taskView } from './deals.ts';
import { member, operation } from './operation.ts';
import { empty, idOf, longText, projectParams, shortText, time } from './values.ts';

/** A task with the names of what it is about, as far as the caller may see them. */
export const taskRow = taskView.extend({ dealName: z.string().nullable(), contactName: z.string().nullable() });
export type TaskRow = z.infer<typeof taskRow>;

/**
 * When open tasks are due, in days of the project's time zone: overdue, later today, tomorrow, in the five days after it,
 * later, without a date; and those that are done.
 */
export const dueGroup = z.enum(['overdue', 'today', 'tomorrow', 'week', 'later', 'none', 'done']);
export type DueGroup = z.infer<typeof dueGroup>;

const filter = {
  /** A member, or `none`: nobody's. */
  assigneeId: z.union([idOf('member'), z.literal('none')]).optional(),
  priority: taskPriority.optional(),
  dealId: idOf('deal').optional(),
  contactId: idOf('contact').optional(),
};
export const taskFilter = z.strictObject(filter);
export type TaskFilter = z.infer<typeof taskFilter>;

const page = { tasks: z.array(taskRow), next: z.string().nullable() };
/** Minutes; a year at most. */
const remindBefore = z.int().min(0).max(525_600).nullable().optional();
const one = projectParams.extend({ taskId: idOf('task') });
const limit = z.coerce.number().int().min(1).max(500).optional();

/** Counts of more are not told. */
export const mostCounted = 1000;

export const tasks = {
  groups: operation({
    name: 'tasks.groups',
    method: 'GET',
    path: '/projects/:projectId/tasks/groups',
    summary: `Tasks by when they are due, or open ones by assignee: of each group the first page, soonest first (done: latest first), and the count up to ${mostCounted}.`,
    access: member('tasks', 'view', 'see_others_deals'),
    params: projectParams,
    query: z.strictObject({ ...filter, by: z.enum(['due', 'assignee']).optional(), limit }),
    response: z.array(
      z.object({
        /** A `DueGroup`; by assignee the id of a member, or `none`. */
        key: z.string(),
        count: z.int(),
        ...page,
      }),
    ),
  }),
  list: operation({
    name: 'tasks.list',
    method: 'GET',
    path: '/projects/:projectId/tasks',
    summary:
      'Tasks of a group, or due from `from` before `to` (open and done), or all that are open; soonest first (done: latest first). Give `next` as `after` for more.',
    access: member('tasks', 'view', 'see_others_deals'),
    params: projectParams,
    query: z.strictObject({
      ...filter,
      group: dueGroup.optional(),
      from: time.optional(),
      to: time.optional(),
      after: z.string().max(120).optional(),
      limit,
    }),
    response: z.object(page),
  }),
  mine: operation({
    name: 'tasks.mine',
    method: 'GET',
    path: '/projects/:projectId/tasks/mine',
    summary: `How many of the caller's own open tasks are overdue, and are due later today; up to ${mostCounted}.`,
    access: member('tasks', 'view', 'see_others_deals'),
    params: projectParams,
    response: z.object({ overdue: z.int(), today: z.int() }),
  }),
  get: operation({
    name: 'tasks.get',
    method: 'GET',
    path: '/projects/:projectId/tasks/:taskId',
    summary: 'One task.',
    access: member('tasks', 'view', 'see_others_deals'),
    params: one,
    response: taskRow,
  }),
  create: operation({
    name: 'tasks.create',
    method: 'POST',
    path: '/projects/:projectId/tasks',
    summary:
      'Creates a task (PRODUCT S13). Its member is reminded `remindBefore` minutes before it is due, or at `remindAt`, and told when it is due.',
    access: member('tasks', 'edit', 'see_others_deals'),
    params: projectParams,
    body: z.strictObject({
      title: shortText,
      description: longText.optional(),
      dealId: idOf('deal').optional(),
      contactId: idOf('contact').optional(),
      assigneeId: idOf('member').nullable().optional(),
      dueAt: time.nullable().optional(),
      priority: taskPriority.optional(),
      remindBefore,
      remindAt: time.nullable().optional(),
    }),
    response: taskRow,
  }),
  change: operation({
    name: 'tasks.change',
    method: 'PATCH',
    path: '/projects/:projectId/tasks/:taskId',
    summary: 'Changes given fields; `done` completes or reopens. Another deal brings its contact along.',
    access: member('tasks', 'edit', 'see_others_deals'),
    params: one,
    body: z.strictObject({
      title: shortText.optional(),
      description: longText.optional(),
      dealId: idOf('deal').nullable().optional(),
      contactId: idOf('contact').nullable().optional(),
      assigneeId: idOf('member').nullable().optional(),
      dueAt: time.nullable().optional(),
      priority: taskPriority.optional(),
      remindBefore,
      remindAt: time.nullable().optional(),
      done: z.boolean().optional(),
    }),
    response: taskRow,
  }),
  remove: operation({
    name: 'tasks.remove',
    method: 'DELETE',
    path: '/projects/:projectId/tasks/:taskId',
    summary: 'Deletes a task.',
    access: member('tasks', 'edit', 'see_others_deals'),
    params: one,
    response: empty,
  }),
};

const oneNote = projectParams.extend({ noteId: idOf('note') });

export const notes = {
  create: operation({
    name: 'notes.create',
    method: 'POST',
    path: '/projects/:projectId/notes',
    summary: 'Adds a note to a deal or a contact.',
    access: member('crm', 'edit', 'see_others_deals'),
    params: projectParams,
    body: z.strictObject({
      text: longText.min(1),
      dealId: idOf('deal').optional(),
      contactId: idOf('contact').optional(),
    }),
    response: noteView,
  }),
  change: operation({
    name: 'notes.change',
    method: 'PATCH',
    path: '/projects/:projectId/notes/:noteId',
    summary: 'Changes what a note says.',
    access: member('crm', 'edit', 'see_others_deals'),
    params: oneNote,
    body: z.strictObject({ text: longText.min(1) }),
    response: noteView,
  }),
  remove: operation({
    name: 'notes.remove',
    method: 'DELETE',
    path: '/projects/:projectId/notes/:noteId',
    summary: 'Deletes a note.',
    access: member('crm', 'edit', 'see_others_deals'),
    params: oneNote,
    response: empty,
  }),
};
