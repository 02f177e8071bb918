import { Button, Group, Modal, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../api/contract/tasks.ts';
import { usePermissions, useProject } from '../../app/session.ts';
import { type About, AboutPicker, nothing } from './about-picker.tsx';
import { DuePicker } from './due-picker.tsx';
import { priorities } from './priority-picker.tsx';
import classes from './task-dialog.module.css';
import { useTaskCalls } from './use-task-calls.ts';

type Draft = Pick<TaskRow, 'title' | 'description' | 'dueAt' | 'remindBefore' | 'assigneeId' | 'priority'> & About;

/** A new task that begins with these values, or one that is there. */
export type TaskDialogOf = { kind: 'new'; with: Partial<Draft> } | { kind: 'task'; task: TaskRow };

const blank: Draft = {
  title: '',
  description: '',
  dueAt: null,
  remindBefore: null,
  assigneeId: null,
  priority: 'normal',
  ...nothing,
};

/** All of a task at once. */
export function TaskDialog({ of, onClose }: { of: TaskDialogOf; onClose: () => void }) {
  const { t } = useTranslation('tasks');
  const { may } = usePermissions();
  const before: Draft = of.kind === 'task' ? of.task : { ...blank, ...of.with };
  const [draft, setDraft] = useState<Draft>(before);
  const [saving, setSaving] = useState(false);
  const calls = useTaskCalls();
  const change = (patch: Partial<Draft>) => setDraft((old) => ({ ...old, ...patch }));
  const readOnly = !may('tasks', 'edit');
  const done = of.kind === 'task' && of.task.doneAt !== null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (draft.title.trim() === '' || saving) return;
    setSaving(true);
    const saved =
      of.kind === 'task' ? await calls.change(of.task.id, patchOf(before, draft)) : await calls.create(bodyOf(draft));
    setSaving(false);
    if (saved) onClose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(of.kind === 'task' ? 'task' : 'new')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={t('title')}
            placeholder={t('placeholder')}
            value={draft.title}
            maxLength={200}
            readOnly={readOnly}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <Textarea
            label={t('description')}
            autosize
            minRows={2}
            maxRows={10}
            maxLength={20_000}
            value={draft.description}
            readOnly={readOnly}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          <div className={classes.row}>
            <div>
              <div className={classes.label}>{t('due')}</div>
              <DuePicker label={t('due')} value={draft} done={done} readOnly={readOnly} onChange={change} />
            </div>
            <Assignee value={draft.assigneeId} readOnly={readOnly} onChange={(assigneeId) => change({ assigneeId })} />
          </div>
          <div>
            <div className={classes.label} id="task-priority">
              {t('priority.label')}
            </div>
            <SegmentedControl
              aria-labelledby="task-priority"
              value={draft.priority}
              readOnly={readOnly}
              data={[...priorities].reverse().map((value) => ({ value, label: t(`priority.${value}`) }))}
              onChange={(priority) => change({ priority })}
            />
          </div>
          {!readOnly && (
            <AboutPicker
              label={t('about.label')}
              placeholder={t('about.placeholder')}
              value={draft}
              onChange={(about) => change(about)}
            />
          )}
          <Footer of={of} readOnly={readOnly} saving={saving} empty={draft.title.trim() === ''} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

function Assignee({
  value,
  readOnly,
  onChange,
}: {
  value: TaskRow['assigneeId'];
  readOnly: boolean;
  onChange: (assigneeId: TaskRow['assigneeId']) => void;
}) {
  const { t } = useTranslation('tasks');
  const members = (useProject()?.members ?? []).filter(({ active, id }) => active || id === value);
  return (
    <Select
      className={classes.grow}
      label={t('assignee')}
      placeholder={t('nobody')}
      clearable
      clearButtonProps={{ 'aria-label': t('nobody') }}
      readOnly={readOnly}
      value={value}
      data={members.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(chosen) => onChange(members.find(({ id }) => id === chosen)?.id ?? null)}
    />
  );
}

function Footer({
  of,
  readOnly,
  saving,
  empty,
  onClose,
}: {
  of: TaskDialogOf;
  readOnly: boolean;
  saving: boolean;
  empty: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('tasks');
  const calls = useTaskCalls();
  if (readOnly) return null;
  const task = of.kind === 'task' ? of.task : null;
  const run = async (work: Promise<boolean>) => {
    if (await work) onClose();
  };
  return (
    <Group justify="space-between" gap="xs" mt={4}>
      {task && (
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={15} stroke={1.7} />}
          onClick={() => void run(calls.remove(task))}
        >
          {t('removeAction')}
        </Button>
      )}
      <Group gap="xs" ml="auto">
        {task && (
          <Button variant="default" onClick={() => void run(calls.setDone(task, task.doneAt === null))}>
            {t(task.doneAt === null ? 'finishIt' : 'reopenIt')}
          </Button>
        )}
        <Button type="submit" loading={saving} disabled={empty}>
          {t(task ? 'save' : 'create')}
        </Button>
      </Group>
    </Group>
  );
}

/** What differs, so that a colleague's change of something else is not taken back. */
function patchOf(before: Draft, after: Draft) {
  const { dealName, contactName, ...fields } = after;
  const changed = Object.entries(fields).filter(([key, value]) => before[key as keyof Draft] !== value);
  return Object.fromEntries(changed) as Partial<typeof fields>; // the same keys, fewer of them
}

function bodyOf({ dealName, contactName, dealId, contactId, ...draft }: Draft) {
  return { ...draft, ...(dealId && { dealId }), ...(contactId && { contactId }) };
}
