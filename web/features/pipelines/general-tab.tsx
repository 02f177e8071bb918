import { Button, Divider, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { call } from '../../app/api.ts';
import { pipelinesQuery } from '../../app/session.ts';
import { askStage } from '../../ui/ask-stage.tsx';
import { confirm } from '../../ui/confirm.tsx';
import { CurrencySelect } from '../../ui/currency-select.tsx';
import { toastDone, toastError, toastProblem } from '../../ui/toast.tsx';
import type { SettingsDraft } from './settings-draft.ts';

interface GeneralTabProps {
  projectId: string;
  pipeline: PipelineView;
  pipelines: PipelineView[];
  draft: SettingsDraft;
  change: (part: Partial<SettingsDraft>) => void;
  onDeleted: () => void;
}

export function GeneralTab({ projectId, pipeline, pipelines, draft, change, onDeleted }: GeneralTabProps) {
  const { t } = useTranslation('pipelines');
  const remove = useRemove(projectId, pipeline, pipelines, onDeleted);
  return (
    <Stack gap="md" maw={380}>
      <TextInput
        label={t('name')}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={draft.name.trim() === '' && t('nameNeeded')}
        maxLength={200}
        data-autofocus
      />
      <CurrencySelect
        label={t('currency')}
        value={draft.currency}
        onChange={(currency) => change({ currency })}
        {...(draft.currency !== pipeline.currency && { description: t('currencyHint') })}
      />
      <PlaceSelect projectId={projectId} pipeline={pipeline} pipelines={pipelines} />
      <Divider my={4} />
      <div>
        <Button
          variant="default"
          color="red"
          leftSection={<IconTrash size={15} stroke={1.7} />}
          onClick={() => void remove()}
        >
          {t('delete.button')}
        </Button>
        <Text size="xs" c="dimmed" mt={6}>
          {t('delete.hint')}
        </Text>
      </div>
    </Stack>
  );
}

/** Its place among the pipelines, changed at once: the first takes new deals unless the project says otherwise (PRODUCT D8). */
function PlaceSelect({
  projectId,
  pipeline,
  pipelines,
}: Pick<GeneralTabProps, 'projectId' | 'pipeline' | 'pipelines'>) {
  const { t } = useTranslation('pipelines');
  const queryClient = useQueryClient();
  const others = pipelines.filter(({ id }) => id !== pipeline.id);
  if (others.length === 0) return null;
  const at = pipelines.findIndex(({ id }) => id === pipeline.id);

  const place = async (to: number) => {
    const pipelineIds = others.map(({ id }) => id).toSpliced(to, 0, pipeline.id);
    try {
      const ordered = await call(api.pipelines.reorder, { params: { projectId }, body: { pipelineIds } });
      queryClient.setQueryData(pipelinesQuery(projectId).queryKey, ordered);
    } catch (error) {
      toastError(error);
    }
  };
  return (
    <Select
      label={t('place.label')}
      description={t('place.hint')}
      data={[
        { value: '0', label: t('place.first') },
        ...others.map(({ name }, index) => ({ value: String(index + 1), label: t('place.after', { name }) })),
      ]}
      value={String(at)}
      onChange={(value) => value !== null && void place(Number(value))}
      allowDeselect={false}
    />
  );
}

/** Open deals need a stage of another pipeline to go to (PRODUCT D3); the server says when there are any. */
function useRemove(projectId: string, pipeline: PipelineView, pipelines: PipelineView[], onDeleted: () => void) {
  const { t } = useTranslation('pipelines');
  const queryClient = useQueryClient();

  const send = async (targetStageId?: string): Promise<void> => {
    const answer = await call(api.pipelines.remove, {
      params: { projectId, pipelineId: pipeline.id },
      query: targetStageId ? { targetStageId } : {},
    });
    if (answer.kind === 'ok') {
      queryClient.setQueryData(pipelinesQuery(projectId).queryKey, (old) =>
        old?.filter(({ id }) => id !== pipeline.id),
      );
      toastDone({ message: t('delete.done', { name: pipeline.name }) });
      onDeleted();
      return;
    }
    const others = pipelines.filter(({ id, stages }) => id !== pipeline.id && stages.length > 0);
    if (targetStageId || others.length === 0) {
      toastProblem({ message: t(`refused.${answer.why}`, { defaultValue: answer.message }) });
      return;
    }
    const stage = await askStage({ title: t('delete.whereTo'), action: t('delete.action'), pipelines: others });
    if (stage) await send(stage.id);
  };

  return async () => {
    const sure = await confirm({
      title: t('delete.title', { name: pipeline.name }),
      text: t('delete.text'),
      action: t('delete.action'),
    });
    if (sure) await send().catch(toastError);
  };
}
