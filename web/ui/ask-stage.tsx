import { Button, Group, Select, Stack } from '@mantine/core';
import { modals } from '@mantine/modals';
import i18next from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PipelineView, StageView } from '../../api/contract/pipelines.ts';
import { StageDot } from './stage-dot.tsx';

interface Question {
  title: string;
  action: string;
  pipelines: PipelineView[];
  /** Offered first. */
  pipelineId?: string;
}

/** Asks for a pipeline and one of its stages; undefined when the person thinks better of it. */
export function askStage(question: Question): Promise<StageView | undefined> {
  return new Promise((resolve) => {
    const id = modals.open({
      title: question.title,
      size: 'sm',
      closeButtonProps: { 'aria-label': i18next.t('ui:close') },
      onClose: () => resolve(undefined),
      children: (
        <StageForm
          {...question}
          onCancel={() => modals.close(id)}
          onStage={(stage) => {
            resolve(stage);
            modals.close(id);
          }}
        />
      ),
    });
  });
}

function StageForm({
  action,
  pipelines,
  pipelineId,
  onStage,
  onCancel,
}: Question & { onStage: (stage: StageView) => void; onCancel: () => void }) {
  const { t } = useTranslation('ui');
  const usable = pipelines.filter((pipeline) => pipeline.stages.length > 0);
  const [pipeline, setPipeline] = useState(usable.find(({ id }) => id === pipelineId) ?? usable[0]);
  const [stage, setStage] = useState(pipeline?.stages[0]);

  const choosePipeline = (id: string | null) => {
    const next = usable.find((one) => one.id === id);
    setPipeline(next);
    setStage(next?.stages[0]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (stage) onStage(stage);
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {usable.length > 1 && (
          <Select
            label={t('stage.pipeline')}
            data={usable.map(({ id, name }) => ({ value: id, label: name }))}
            value={pipeline?.id ?? null}
            onChange={choosePipeline}
            allowDeselect={false}
          />
        )}
        <Select
          label={t('stage.stage')}
          data={(pipeline?.stages ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={stage?.id ?? null}
          onChange={(id) => setStage(pipeline?.stages.find((one) => one.id === id))}
          allowDeselect={false}
          leftSection={stage && <StageDot color={stage.color} />}
          leftSectionPointerEvents="none"
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!stage}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
