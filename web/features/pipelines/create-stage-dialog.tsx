import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { call } from '../../app/api.ts';
import { pipelinesQuery } from '../../app/session.ts';
import { ColorSwatches } from '../../ui/color-swatches.tsx';
import { nextColor, type StageColor } from '../../ui/stage-colors.ts';
import { toastError } from '../../ui/toast.tsx';

interface CreateStageDialogProps {
  projectId: string;
  pipeline: PipelineView;
  onClose: () => void;
  onCreated: (pipeline: PipelineView) => void;
}

/** Asks for a name and ends with "Done"; the caller opens the pipeline's settings afterwards (PRODUCT S3). */
export function CreateStageDialog({ projectId, pipeline, onClose, onCreated }: CreateStageDialogProps) {
  const { t } = useTranslation('pipelines');
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [color, setColor] = useState<StageColor>(() => nextColor(pipeline.stages));
  const [saving, setSaving] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    try {
      const params = { projectId, pipelineId: pipeline.id };
      const changed = await call(api.pipelines.createStage, { params, body: { name, color } });
      queryClient.setQueryData(pipelinesQuery(projectId).queryKey, (old) =>
        old?.map((one) => (one.id === changed.id ? changed : one)),
      );
      onCreated(changed);
    } catch (error) {
      toastError(error);
      setSaving(false);
    }
  };

  return (
    <Modal opened onClose={onClose} title={t('stage.title')} size="sm" closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <TextInput
            label={t('stage.name')}
            placeholder={t('stage.placeholder')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          <ColorSwatches value={color} onChange={setColor} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={saving} disabled={name.trim() === ''}>
              {t('stage.done')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
