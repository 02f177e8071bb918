import { Button, Menu, Popover, Stack, TagsInput } from '@mantine/core';
import { IconTag, IconTrash, IconUser, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { ContactsMassChange } from '../../../api/contract/contacts.ts';
import { call, keyOf } from '../../app/api.ts';
import { usePermissions, useProject, useProjectId } from '../../app/session.ts';
import { toastDone, toastError } from '../../ui/toast.tsx';
import { askRemoval } from './ask-removal.ts';
import classes from './mass-bar.module.css';

type Change = Omit<ContactsMassChange, 'contactIds'>;
const most = 1000;

/** What is done to all chosen contacts at once (PRODUCT D13): with a count, and taken back by one press. */
export function MassBar({ contactIds, onDone }: { contactIds: string[]; onDone: () => void }) {
  const { t } = useTranslation('contacts');
  const { restricted } = usePermissions();
  const { change, remove } = useMassCalls(contactIds, onDone);
  const [tagging, setTagging] = useState(false);

  return (
    <section className={classes.bar} aria-label={t('mass.label')}>
      <span className={classes.count} role="status">
        {t('mass.chosen', { count: contactIds.length })}
      </span>
      <Popover opened={tagging} onChange={setTagging} position="top" width={280} trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconTag size={15} stroke={1.7} />}
            onClick={() => setTagging(!tagging)}
          >
            {t('mass.tags')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <TagForm
            onChange={(part) => {
              setTagging(false);
              void change(part);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <AssignMenu onChange={(responsibleId) => void change({ responsibleId })} />
      {!restricted('delete_contacts') && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTrash size={15} stroke={1.7} />}
          onClick={() => void remove()}
        >
          {t('mass.delete')}
        </Button>
      )}
      <Button variant="subtle" color="gray" size="xs" px={6} aria-label={t('mass.cancel')} onClick={onDone}>
        <IconX size={16} stroke={1.7} />
      </Button>
    </section>
  );
}

type Assignee = NonNullable<Change['responsibleId']>;

/** The chosen ones may have different responsibles: none of them is shown as the present one. */
function AssignMenu({ onChange }: { onChange: (memberId: Assignee | null) => void }) {
  const { t } = useTranslation('contacts');
  const members = (useProject()?.members ?? []).filter(({ active }) => active);
  return (
    <Menu position="top" width={220}>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconUser size={15} stroke={1.7} />}>
          {t('mass.assign')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {members.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => onChange(id)}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => onChange(null)}>{t('filter.nobody')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function TagForm({ onChange }: { onChange: (change: Change) => void }) {
  const { t } = useTranslation('contacts');
  const [tags, setTags] = useState<string[]>([]);
  return (
    <Stack gap="sm">
      <TagsInput label={t('fields.tags')} value={tags} onChange={setTags} maxTags={50} data-autofocus />
      <div className={classes.buttons}>
        <Button size="xs" disabled={tags.length === 0} onClick={() => onChange({ addTags: tags })}>
          {t('mass.addTags')}
        </Button>
        <Button size="xs" variant="default" disabled={tags.length === 0} onClick={() => onChange({ removeTags: tags })}>
          {t('mass.removeTags')}
        </Button>
      </div>
    </Stack>
  );
}

function useMassCalls(contactIds: string[], onDone: () => void) {
  const { t } = useTranslation('contacts');
  const params = { projectId: useProjectId() };
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: keyOf(api.contacts.list) });

  const undo = async (changes: readonly ContactsMassChange[]) => {
    try {
      for (const body of changes) await call(api.contacts.changeMany, { params, body });
      await refresh();
    } catch (error) {
      toastError(error);
    }
  };
  return {
    change: async (part: Change) => {
      try {
        const changed: ContactsMassChange[] = [];
        let count = 0;
        for (let at = 0; at < contactIds.length; at += most) {
          const body = { ...part, contactIds: contactIds.slice(at, at + most) };
          const done = await call(api.contacts.changeMany, { params, body });
          changed.push(...done.undo);
          count += done.changed;
        }
        await refresh();
        onDone();
        const action = changed.length > 0 ? { action: { label: t('undo'), run: () => void undo(changed) } } : {};
        toastDone({ id: 'contacts changed', message: t('mass.changed', { count }), ...action });
      } catch (error) {
        toastError(error);
      }
    },
    remove: async () => {
      if (!(await askRemoval(params.projectId, contactIds, t))) return;
      try {
        let count = 0;
        for (let at = 0; at < contactIds.length; at += 100) {
          const body = { contactIds: contactIds.slice(at, at + 100) };
          count += (await call(api.contacts.removeMany, { params, body })).deleted;
        }
        toastDone({ message: t('mass.deleted', { count }) });
        onDone();
      } catch (error) {
        toastError(error);
      } finally {
        await refresh();
      }
    },
  };
}
