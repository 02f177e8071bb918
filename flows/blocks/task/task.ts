import { z } from 'zod';
import { defineBlock, type Visit } from '../block-definition.ts';
import type { NewTask } from '../block-turn.ts';
import { after, milliseconds } from '../duration.ts';
import { duration, field, filledTemplate, member, template } from '../fields.ts';
import { nextUnlessRefused } from '../verdicts.ts';

const settings = z.strictObject({
  title: filledTemplate({ ru: 'Название', en: 'Title' }, 300),
  description: template({ ru: 'Описание', en: 'Description' }).default(''),
  /** Counted from now; without it the task has no date. */
  due: duration({ ru: 'Срок', en: 'Due in' }).exactOptional(),
  /** Before it is due. */
  remind: duration({ ru: 'Напомнить за', en: 'Remind before' }).exactOptional(),
  assignee: member({ ru: 'Исполнитель', en: 'Assignee' }).exactOptional(),
  priority: field(z.enum(['low', 'normal', 'high']), { ru: 'Важность', en: 'Priority' }).default('normal'),
});
type Settings = z.infer<typeof settings>;

export const task = defineBlock<Settings>({
  type: 'task',
  family: 'crm',
  title: { ru: 'Задача', en: 'Task' },
  settings,
  ports: () => [{ id: 'next' }, { id: 'error' }],
  summary: ({ title, due }) => (due ? `${title} · ${due}` : title),
  enter: async (settings, visit) =>
    nextUnlessRefused(await visit.turn.createTask(newTask(settings, visit)), 'task created'),
});

function newTask({ title, description, due, remind, assignee, priority }: Settings, visit: Visit): NewTask {
  const { now, project } = visit.turn;
  return {
    title: visit.text(title),
    ...(description && { description: visit.text(description) }),
    ...(due && { dueAt: after(due, now, project.timeZone) }),
    ...(due && remind && { remindBefore: Math.round(milliseconds(remind) / 60_000) }),
    ...(assignee && { assignee }),
    priority,
  };
}
