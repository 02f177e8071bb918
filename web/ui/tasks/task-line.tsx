import { Checkbox, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlignLeft, IconArrowsDiagonal } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../api/contract/deals.ts';
import { InlineText } from '../inline-text.tsx';
import { MemberPicker } from '../member-picker.tsx';
import { DuePicker } from './due-picker.tsx';
import { PriorityPicker } from './priority-picker.tsx';
import classes from './task-line.module.css';
import { useTaskCalls } from './use-task-calls.ts';

interface TaskLineProps<Task extends TaskView> {
  task: Task;
  readOnly: boolean;
  /** What it is about, where that is not plain already. */
  about?: ReactNode;
  /** For all of it at once. */
  onOpen: (task: Task) => void;
}

/** One task, everything in it changed where it stands (PRODUCT S13). */
export function TaskLine<Task extends TaskView>({ task, readOnly, about, onOpen }: TaskLineProps<Task>) {
  const { t } = useTranslation('tasks');
  const { change, setDone } = useTaskCalls();
  const done = task.doneAt !== null;
  const fixed = readOnly || done;
  return (
    <div className={classes.line} data-done={done || undefined}>
      <Checkbox
        size="xs"
        radius="xl"
        className={classes.check}
        aria-label={t(done ? 'reopen' : 'finish', { title: task.title })}
        checked={done}
        disabled={readOnly}
        onChange={(event) => void setDone(task, event.currentTarget.checked)}
      />
      <div className={classes.words}>
        <InlineText
          label={t('title')}
          value={task.title}
          readOnly={fixed}
          className={classes.title}
          onSave={async (title, over) =>
            (await change(task.id, { title: title || over })) ? { kind: 'saved' } : { kind: 'failed' }
          }
        />
        <div className={classes.facts}>
          <DuePicker
            label={t('due')}
            value={task}
            done={done}
            readOnly={fixed}
            onChange={({ dueAt, remindBefore }) => void change(task.id, { dueAt, remindBefore })}
          />
          {task.description !== '' && (
            <Tooltip label={task.description} multiline maw={360}>
              <IconAlignLeft size={13} stroke={1.8} className={classes.hint} aria-label={t('described')} role="img" />
            </Tooltip>
          )}
          {about}
        </div>
      </div>
      <PriorityPicker
        value={task.priority}
        readOnly={fixed}
        onChange={(priority) => void change(task.id, { priority })}
      />
      <MemberPicker
        small
        label={t('assignee')}
        value={task.assigneeId}
        readOnly={fixed}
        onChange={(assigneeId) => void change(task.id, { assigneeId })}
      />
      <Tooltip label={t('openIt')}>
        <UnstyledButton
          className={classes.open}
          aria-label={t('open', { title: task.title })}
          onClick={() => onOpen(task)}
        >
          <IconArrowsDiagonal size={14} stroke={1.8} />
        </UnstyledButton>
      </Tooltip>
    </div>
  );
}
