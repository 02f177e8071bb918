import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/session.ts';
import { MemberPicker } from '../member-picker.tsx';
import type { About } from './about-picker.tsx';
import { plannedOn } from './due-group.ts';
import { type Due, DuePicker, useTimeZone } from './due-picker.tsx';
import classes from './quick-task.module.css';
import { useTaskCalls } from './use-task-calls.ts';
import { dayOf, plusDays } from './zoned.ts';

interface QuickTaskProps {
  about: About;
  autoFocus?: boolean;
  /** Escape, and after the task is written down where one is enough. */
  onClose?: () => void;
}

/** Words, Enter: a task for oneself, tomorrow morning unless said otherwise. Without `onClose` the next one may follow. */
export function QuickTask({ about, autoFocus = false, onClose }: QuickTaskProps) {
  const { t } = useTranslation('tasks');
  const { memberId } = useMembership();
  const timeZone = useTimeZone();
  const calls = useTaskCalls();
  const [title, setTitle] = useState('');
  const [due, setDue] = useState<Due>(() => tomorrow(timeZone));
  const [assigneeId, setAssigneeId] = useState<typeof memberId | null>(memberId);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === '') return;
    const { dealId, contactId } = about;
    const links = { ...(dealId && { dealId }), ...(contactId && { contactId }) };
    if (!(await calls.create({ title: title.trim(), ...due, assigneeId, ...links }))) return;
    setTitle('');
    onClose?.();
  };

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
        autoFocus={autoFocus}
        className={classes.input}
        aria-label={t('title')}
        placeholder={t('quick')}
        data-mantine-stop-propagation="true"
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setTitle('');
          onClose?.();
        }}
      />
      <div className={classes.facts}>
        <DuePicker label={t('due')} value={due} onChange={setDue} />
        <MemberPicker small label={t('assignee')} value={assigneeId} onChange={setAssigneeId} />
        <Button type="submit" size="xs" disabled={title.trim() === ''}>
          {t('create')}
        </Button>
        {onClose && (
          <Button size="xs" variant="subtle" color="gray" onClick={onClose}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}

function tomorrow(timeZone: string): Due {
  const now = new Date();
  return { dueAt: plannedOn(plusDays(dayOf(now, timeZone), 1), now, timeZone), remindBefore: null };
}
