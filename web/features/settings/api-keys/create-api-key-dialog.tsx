import { Alert, Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { Level, Permissions, Section } from '../../../../crm-core/members/permissions.ts';
import { call, keyOf } from '../../../app/api.ts';
import { useMembership } from '../../../app/session.ts';
import { explainError } from '../../../ui/toast.tsx';
import { CopyField } from '../copy-field.tsx';
import { levelKeys, sectionKeys } from '../permission-keys.ts';
import classes from './create-api-key-dialog.module.css';

/** A key may do little unless told otherwise. */
const modest: Record<Section, Level> = {
  crm: 'edit',
  contacts: 'edit',
  inbox: 'none',
  tasks: 'none',
  flows: 'none',
  settings: 'none',
  members: 'none',
};

/** Asks for a name and what the key may do, then shows the key, for the only time. */
export function CreateApiKeyDialog({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const create = useCreate(projectId);
  return (
    <Modal
      opened
      onClose={onClose}
      size="md"
      title={create.data ? t('apiKeys.readyTitle', { name: create.data.name }) : t('apiKeys.createTitle')}
      // A key that is closed by mistake is lost.
      closeOnClickOutside={false}
      closeOnEscape={!create.data}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {create.data ? (
        <Ready apiKey={create.data.key} onClose={onClose} />
      ) : (
        <KeyForm error={create.error} busy={create.isPending} onCreate={create.mutate} onClose={onClose} />
      )}
    </Modal>
  );
}

interface NewKey {
  name: string;
  permissions: Permissions;
}

function KeyForm({
  error,
  busy,
  onCreate,
  onClose,
}: {
  error: Error | null;
  busy: boolean;
  onCreate: (key: NewKey) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('settings');
  // A key may not do more than its maker.
  const own = useMembership().permissions;
  const [name, setName] = useState('');
  const [sections, setSections] = useState(modest);
  const powerless = sectionKeys.every((section) => sections[section] === 'none');
  const ready = name.trim() !== '' && !powerless;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onCreate({ name: name.trim(), permissions: { sections, mayNot: own.mayNot } });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('apiKeys.name')}
          placeholder={t('apiKeys.namePlaceholder')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          data-autofocus
        />
        <fieldset className={classes.sections}>
          <legend className={classes.legend}>{t('apiKeys.may')}</legend>
          {sectionKeys.map((section) => (
            <div key={section} className={classes.section}>
              <span>{t(`permission.section.${section}`)}</span>
              <SegmentedControl
                aria-label={t(`permission.section.${section}`)}
                value={sections[section]}
                onChange={(level) => setSections((all) => ({ ...all, [section]: level }))}
                data={levelKeys.map((level) => ({
                  value: level,
                  label: t(`apiKeys.level.${level}`),
                  disabled: levelKeys.indexOf(level) > levelKeys.indexOf(own.sections[section]),
                }))}
              />
            </div>
          ))}
        </fieldset>
        {error && (
          <Alert color="red" variant="light" role="alert" p="xs">
            {explainError(error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={busy}>
            {t('apiKeys.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Ready({ apiKey, onClose }: { apiKey: string; onClose: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <Stack gap="md">
      <p className={classes.once}>{t('apiKeys.once')}</p>
      <CopyField value={apiKey} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('apiKeys.kept')}
        </Button>
      </Group>
    </Stack>
  );
}

function useCreate(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewKey) => call(api.projects.createApiKey, { params: { projectId }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(api.projects.listApiKeys) }),
    // The secret is not kept a moment longer than the dialog.
    gcTime: 0,
  });
}
