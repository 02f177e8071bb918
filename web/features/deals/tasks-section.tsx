import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api } from '../../../api/contract/api.ts';
import type { DealView, TaskView } from '../../../api/contract/deals.ts';
import { call, keyOf } from '../../app/api.ts';
import { useMembership, usePermissions, useProjectId } from '../../app/session.ts';
import { InlineText } from '../../ui/inline-text.tsx';
import { calendarDay, clockTime, daysFrom } from '../../ui/moments.ts';
import { toastError } from '../../ui/toast.tsx';
import { MemberPicker } from './member-picker.tsx';
import { Section } from './section.tsx';
import classes from './tasks-section.module.css';

/** PRODUCT S13: what is to be done about the deal, by whom and when. */
export function TasksSection({ view }: { view: DealView }) {
  const { t } = useTranslation('deals');
  const { may } = usePermissions();
  const mayEdit = may('tasks', 'edit');
  const [adding, setAdding] = useState(false);
  const open = view.tasks.filter((task) => task.doneAt === null);
  const done = view.tasks.filter((task) => task.doneAt !== null);

  return (
    <Section
      title={t('sections.tasks')}
      aside={
        mayEdit && (
          <UnstyledButton className={classes.plus} aria-label={t('tasks.add')} onClick={() => setAdding(true)}>
            <IconPlus size={16} stroke={1.8} />
          </UnstyledButton>
        )
      }
    >
      {view.tasks.length === 0 && !adding && <p className={classes.none}>{t('tasks.none')}</p>}
      {[...open, ...done].map((task) => (
        <TaskLine key={task.id} task={task} readOnly={!mayEdit} />
      ))}
      {adding && <NewTask dealId={view.deal.id} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function TaskLine({ task, readOnly }: { task: TaskView; readOnly: boolean }) {
  const { t } = useTranslation('deals');
  const change = useTaskCalls();
  const done = task.doneAt !== null;
  return (
    <div className={classes.task} data-done={done || undefined}>
      <Checkbox
        size="xs"
        mt={6}
        aria-label={t(done ? 'tasks.reopen' : 'tasks.finish', { title: task.title })}
        checked={done}
        disabled={readOnly}
        onChange={(event) => void change.change(task.id, { done: event.currentTarget.checked })}
      />
      <div className={classes.text}>
        <InlineText
          label={t('tasks.title')}
          value={task.title}
          readOnly={readOnly || done}
          className={classes.title}
          onSave={async (title, over) =>
            (await change.change(task.id, { title: title || over })) ? { kind: 'saved' } : { kind: 'failed' }
          }
        />
        <DueField
          task={task}
          readOnly={readOnly || done}
          onChange={(dueAt) => void change.change(task.id, { dueAt })}
        />
      </div>
      <MemberPicker
        small
        label={t('tasks.assignee')}
        value={task.assigneeId}
        readOnly={readOnly}
        onChange={(assigneeId) => void change.change(task.id, { assigneeId })}
      />
    </div>
  );
}

function DueField({
  task,
  readOnly,
  onChange,
}: {
  task: TaskView;
  readOnly: boolean;
  onChange: (dueAt: string | null) => void;
}) {
  const { t, i18n } = useTranslation('deals');
  const field = useId();
  const due = task.dueAt;
  const overdue = due !== null && task.doneAt === null && Date.parse(due) < Date.now();
  const text = () => {
    if (due === null) return t('tasks.noDue');
    const days = daysFrom(new Date(), due);
    const day = days === 0 ? t('today') : days === 1 ? t('tomorrow') : calendarDay(due, i18n.language);
    return `${day}, ${clockTime(due, i18n.language)}`;
  };
  return (
    <label htmlFor={field} className={classes.due} data-overdue={overdue || undefined}>
      {overdue ? `${t('tasks.overdue')}: ${text()}` : text()}
      {!readOnly && (
        <input
          id={field}
          type="datetime-local"
          aria-label={t('tasks.due')}
          value={due ? localInput(due) : ''}
          onClick={(event) => event.currentTarget.showPicker?.()}
          onChange={({ currentTarget: { value } }) => onChange(value ? new Date(value).toISOString() : null)}
        />
      )}
    </label>
  );
}

function NewTask({ dealId, onClose }: { dealId: string; onClose: () => void }) {
  const { t } = useTranslation('deals');
  const { memberId } = useMembership();
  const calls = useTaskCalls();
  const [title, setTitle] = useState('');
  const [due, setDue] = useState(() => localInput(inWorkingHours(1).toISOString()));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === '') return;
    const dueAt = due ? new Date(due).toISOString() : null;
    if (await calls.create({ title: title.trim(), dealId, dueAt, assigneeId: memberId })) onClose();
  };
  const shortcuts = [
    { label: t('today'), at: inWorkingHours(0) },
    { label: t('tomorrow'), at: inWorkingHours(1) },
    { label: t('tasks.inWeek'), at: inWorkingHours(7) },
  ];

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
        autoFocus
        className={classes.input}
        aria-label={t('tasks.title')}
        placeholder={t('tasks.placeholder')}
        data-mantine-stop-propagation="true"
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <div className={classes.when}>
        {shortcuts.map(({ label, at }) => (
          <button
            key={label}
            type="button"
            aria-pressed={due === localInput(at.toISOString())}
            onClick={() => setDue(localInput(at.toISOString()))}
          >
            {label}
          </button>
        ))}
        <input
          type="datetime-local"
          aria-label={t('tasks.due')}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
      </div>
      <div className={classes.buttons}>
        <button type="submit" className={classes.save} disabled={title.trim() === ''}>
          {t('tasks.create')}
        </button>
        <button type="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

function useTaskCalls() {
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  const settle = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      await queryClient.invalidateQueries({ queryKey: keyOf(api.deals.get) });
      return true;
    } catch (error) {
      toastError(error);
      return false;
    }
  };
  return {
    change: (taskId: string, body: z.input<NonNullable<typeof api.tasks.change.body>>) =>
      settle(call(api.tasks.change, { params: { projectId, taskId }, body })),
    create: (body: z.input<NonNullable<typeof api.tasks.create.body>>) =>
      settle(call(api.tasks.create, { params: { projectId }, body })),
  };
}

/** In so many days: at ten in the morning, or within the hour that comes when it is today. */
function inWorkingHours(days: number): Date {
  const at = new Date();
  at.setDate(at.getDate() + days);
  at.setHours(days === 0 ? Math.min(23, at.getHours() + 1) : 10, 0, 0, 0);
  return at;
}

/** What `datetime-local` wants: local time without a zone. */
function localInput(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
