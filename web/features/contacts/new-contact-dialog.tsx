import { Button, Group, Modal, Select, Stack, TagsInput, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { call, keyOf, useOperation } from '../../app/api.ts';
import { useMembership, useProject, useProjectId } from '../../app/session.ts';
import { toastError } from '../../ui/toast.tsx';
import classes from './new-contact-dialog.module.css';

interface NewContactDialogProps {
  onClose: () => void;
  /** A new one, or one that was there already. */
  onChosen: (contactId: string) => void;
}

/** A contact made by hand needs no channel (PRODUCT D12); those that are like it are offered while it is typed. */
export function NewContactDialog({ onClose, onChosen }: NewContactDialogProps) {
  const { t } = useTranslation('contacts');
  const params = { projectId: useProjectId() };
  const queryClient = useQueryClient();
  const { memberId } = useMembership();
  const members = useProject()?.members ?? [];
  const [form, setForm] = useState({ name: '', phone: '', email: '' });
  const [tags, setTags] = useState<string[]>([]);
  const [responsibleId, setResponsibleId] = useState<string | null>(memberId);
  const [saving, setSaving] = useState(false);
  const change = (part: Partial<typeof form>) => setForm((old) => ({ ...old, ...part }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (form.name.trim() === '') return;
    setSaving(true);
    const { name, phone, email } = form;
    try {
      const contact = await call(api.contacts.create, {
        params,
        body: {
          ...{ name, tags, responsibleId },
          ...(phone.trim() && { phone }),
          ...(email.trim() && { email: email.trim() }),
        },
      });
      await queryClient.invalidateQueries({ queryKey: keyOf(api.contacts.list) });
      onChosen(contact.id);
    } catch (error) {
      toastError(error);
      setSaving(false);
    }
  };

  return (
    <Modal opened onClose={onClose} title={t('new.title')} size="md" closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <TextInput
            label={t('fields.name')}
            value={form.name}
            maxLength={200}
            onChange={(event) => change({ name: event.currentTarget.value })}
            data-autofocus
          />
          <Group grow gap="sm" align="flex-start">
            <TextInput
              label={t('fields.phone')}
              inputMode="tel"
              value={form.phone}
              maxLength={40}
              onChange={(event) => change({ phone: event.currentTarget.value })}
            />
            <TextInput
              label={t('fields.email')}
              inputMode="email"
              value={form.email}
              maxLength={200}
              onChange={(event) => change({ email: event.currentTarget.value })}
            />
          </Group>
          <Known typed={form.phone.trim().length > 4 ? form.phone : form.name} onChosen={onChosen} />
          <TagsInput label={t('fields.tags')} value={tags} onChange={setTags} maxTags={50} />
          <Select
            label={t('fields.responsible')}
            placeholder={t('filter.nobody')}
            data={members.filter(({ active }) => active).map(({ id, name }) => ({ value: id as string, label: name }))}
            value={responsibleId}
            onChange={setResponsibleId}
            clearable
          />
          <p className={classes.hint}>{t('new.hint')}</p>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={saving} disabled={form.name.trim() === ''}>
              {t('new.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Known({ typed, onChosen }: { typed: string; onChosen: (contactId: string) => void }) {
  const { t } = useTranslation('contacts');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const { data = [] } = useOperation(
    api.contacts.search,
    { params: { projectId: useProjectId() }, query: { search, limit: 4 } },
    { enabled: search.length >= 3 },
  );
  if (search.length < 3 || data.length === 0) return null;
  return (
    <section className={classes.known} aria-label={t('new.known')}>
      <p>{t('new.known')}</p>
      {data.map(({ id, name, phone, email }) => (
        <UnstyledButton key={id} className={classes.one} onClick={() => onChosen(id)}>
          <span>{name}</span>
          <span>{phone ?? email}</span>
        </UnstyledButton>
      ))}
    </section>
  );
}
