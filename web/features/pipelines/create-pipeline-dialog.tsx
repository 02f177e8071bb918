import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { call } from '../../app/api.ts';
import { pipelinesQuery } from '../../app/session.ts';
import { CurrencySelect } from '../../ui/currency-select.tsx';
import { toastError } from '../../ui/toast.tsx';

interface CreatePipelineDialogProps {
  projectId: string;
  /** Offered first: that of the pipelines there already are. */
  currency: string;
  onClose: () => void;
  onCreated: (pipeline: PipelineView) => void;
}

/** Asks for a name and a currency (PRODUCT S2). */
export function CreatePipelineDialog(props: CreatePipelineDialogProps) {
  const { projectId, onClose, onCreated } = props;
  const { t } = useTranslation('pipelines');
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [currency, setCurrency] = useState(props.currency);
  const [saving, setSaving] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    try {
      const pipeline = await call(api.pipelines.create, { params: { projectId }, body: { name, currency } });
      queryClient.setQueryData(pipelinesQuery(projectId).queryKey, (old) => [...(old ?? []), pipeline]);
      onCreated(pipeline);
    } catch (error) {
      toastError(error);
      setSaving(false);
    }
  };

  return (
    <Modal opened onClose={onClose} title={t('create.title')} size="sm" closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <TextInput
            label={t('name')}
            placeholder={t('create.placeholder')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          <CurrencySelect label={t('currency')} value={currency} onChange={setCurrency} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={saving} disabled={name.trim() === ''}>
              {t('create.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
