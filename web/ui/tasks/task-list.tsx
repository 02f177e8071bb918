import { UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../api/contract/deals.ts';
import { usePermissions } from '../../app/session.ts';
import { type About, nothing } from './about-picker.tsx';
import { QuickTask } from './quick-task.tsx';
import { TaskDialog } from './task-dialog.tsx';
import { TaskLine } from './task-line.tsx';
import classes from './task-list.module.css';

/** The tasks of one deal or contact, open ones first; `about` is what a new one is about. */
export function TaskList({ tasks, about }: { tasks: TaskView[]; about: About }) {
  const { t } = useTranslation('tasks');
  const { may } = usePermissions();
  const readOnly = !may('tasks', 'edit');
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<TaskView | null>(null);
  const open = tasks.filter((task) => task.doneAt === null);
  const done = tasks.filter((task) => task.doneAt !== null);

  return (
    <>
      {tasks.length === 0 && readOnly && <p className={classes.none}>{t('none')}</p>}
      {[...open, ...done].map((task) => (
        <TaskLine key={task.id} task={task} readOnly={readOnly} onOpen={setOpened} />
      ))}
      {!readOnly && !adding && (
        <UnstyledButton className={classes.add} onClick={() => setAdding(true)}>
          <IconPlus size={15} stroke={1.8} aria-hidden />
          {t('add')}
        </UnstyledButton>
      )}
      {adding && <QuickTask about={about} autoFocus onClose={() => setAdding(false)} />}
      {opened && (
        <TaskDialog
          of={{ kind: 'task', task: { ...nothing, ...namesOf(about), ...opened } }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function namesOf({ dealName, contactName }: About) {
  return { dealName, contactName };
}
