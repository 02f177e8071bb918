import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { useOperation } from '../../app/api.ts';
import { ChoiceProvider, useChoice, useQueryOfChoice } from './choice.ts';
import { Funnel } from './funnel.tsx';
import { Nothing, Panel } from './panel.tsx';
import { keepShown } from './use-analytics.ts';

/** The funnel is one pipeline's: when all are looked at, one of them is chosen here. */
export function FunnelPanel({ pipelines }: { pipelines: PipelineView[] }) {
  const { t } = useTranslation('analytics');
  const choice = useChoice();
  const [picked, setPicked] = useState<string>();
  const pipeline = pipelines.find(({ id }) => id === (choice.pipelineId ?? picked)) ?? pipelines[0];
  const own = { ...choice, pipelineId: pipeline?.id };
  const query = useQueryOfChoice(own);
  const funnel = useOperation(
    api.analytics.funnel,
    { params: { projectId: choice.projectId }, query: { ...query, pipelineId: pipeline?.id ?? '' } },
    { ...keepShown, enabled: pipeline !== undefined },
  );
  if (!pipeline) return null;

  return (
    <ChoiceProvider value={own}>
      <Panel
        title={t('funnel.title')}
        hint={t('funnel.hint')}
        query={funnel}
        height={44 * (pipeline.stages.length + 3)}
        controls={
          !choice.pipelineId &&
          pipelines.length > 1 && (
            <Select
              size="xs"
              w={180}
              aria-label={t('pipeline')}
              allowDeselect={false}
              data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
              value={pipeline.id}
              onChange={(id) => setPicked(id ?? undefined)}
            />
          )
        }
      >
        {(figures) =>
          figures.created.count === 0 ? (
            <Nothing>{t('funnel.none')}</Nothing>
          ) : (
            <Funnel figures={figures} stages={pipeline.stages} />
          )
        }
      </Panel>
    </ChoiceProvider>
  );
}
