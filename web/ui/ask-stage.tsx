import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PipelineView, StageView } from '../../api/contract/pipelines.ts';
import { AnswerForm, askInDialog } from './ask-in-dialog.tsx';
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
  return askInDialog<StageView>(question, (answer) => <StageForm {...question} onAnswer={answer} />);
}

function StageForm({ action, pipelines, pipelineId, onAnswer }: Question & { onAnswer: (stage?: StageView) => void }) {
  const { t } = useTranslation('ui');
  const usable = pipelines.filter((pipeline) => pipeline.stages.length > 0);
  const [pipeline, setPipeline] = useState(usable.find(({ id }) => id === pipelineId) ?? usable[0]);
  const [stage, setStage] = useState(pipeline?.stages[0]);

  const choosePipeline = (id: string | null) => {
    const next = usable.find((one) => one.id === id);
    setPipeline(next);
    setStage(next?.stages[0]);
  };

  return (
    <AnswerForm action={action} incomplete={!stage} onAnswer={() => onAnswer(stage)} onCancel={() => onAnswer()}>
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
    </AnswerForm>
  );
}
