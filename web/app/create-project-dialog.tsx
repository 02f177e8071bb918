import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import { toastError } from '../ui/toast.tsx';
import { call } from './api.ts';
import { asLanguage } from './language.ts';
import { meQuery } from './session.ts';

/** An empty project of one's own, in the language and time zone of the browser; both can be changed in its settings. */
export function CreateProjectDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const create = useCreateProject(onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') create.mutate(name.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('createProject.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('createProject.cancel') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('createProject.name')}
            placeholder={t('createProject.placeholder')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('createProject.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
              {t('createProject.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useCreateProject(onCreated: () => void) {
  const { i18n } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (name: string) => {
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      return call(api.projects.create, { body: { name, locale: asLanguage(i18n.language), timeZone } });
    },
    onSuccess: async ({ projectId }) => {
      queryClient.setQueryData(meQuery.queryKey, await call(api.session.me, {}));
      onCreated();
      await navigate({ to: '/p/$projectId', params: { projectId } });
    },
    onError: toastError,
  });
}
