import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import { call, keyOf } from '../../../app/api.ts';
import { toastDone, toastError } from '../../../ui/toast.tsx';

type Imitated = 'telegram' | 'whatsapp';

/** Phones in the page in place of a messenger: to try everything without an account (PRODUCT D26). */
export function AddSimulatorDialog({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const [imitates, setImitates] = useState<Imitated>('telegram');
  const [name, setName] = useState('');
  const create = useCreateSimulator(projectId, onClose);
  const suggested = t(`channels.simulator.names.${imitates}`);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name: name.trim() || suggested, imitates });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('channels.simulator.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('channels.simulator.text')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-label={t('channels.simulator.imitates')}
            value={imitates}
            onChange={(value) => setImitates(value === 'whatsapp' ? 'whatsapp' : 'telegram')}
            data={[
              { value: 'telegram', label: t('channels.simulator.telegram') },
              { value: 'whatsapp', label: t('channels.simulator.whatsapp') },
            ]}
          />
          <TextInput
            label={t('channels.name')}
            placeholder={suggested}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('channels.simulator.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useCreateSimulator(projectId: string, onCreated: () => void) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; imitates: Imitated }) =>
      call(api.channels.createSimulator, { params: { projectId }, body }),
    onSuccess: ({ name }) => {
      void queryClient.invalidateQueries({ queryKey: keyOf(api.channels.list) });
      void queryClient.invalidateQueries({ queryKey: keyOf(api.phones.list) });
      toastDone({ message: t('channels.simulator.done', { name }) });
      onCreated();
    },
    onError: toastError,
  });
}
