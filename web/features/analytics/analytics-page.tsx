import { Button } from '@mantine/core';
import { IconChartHistogram } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import type { ProjectView } from '../../../api/contract/projects.ts';
import { useOperation } from '../../app/api.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import classes from './analytics-page.module.css';
import { BreakdownPanel } from './breakdown-panel.tsx';
import { type Choice, ChoiceProvider, useQueryOfChoice } from './choice.ts';
import { FunnelPanel } from './funnel-panel.tsx';
import { Headline } from './headline.tsx';
import { HeadlineFrame } from './headline-frame.tsx';
import { ReasonsPanel } from './reasons-panel.tsx';
import { SeriesPanel } from './series-panel.tsx';
import { keepShown } from './use-analytics.ts';

interface AnalyticsPageProps {
  choice: Choice;
  pipelines: PipelineView[];
  members: ProjectView['members'];
  /** Shows the longest of the usual periods, when this one is empty. */
  onLongPeriod: (() => void) | undefined;
}

/** All figures of a choice. */
export function AnalyticsPage({ choice, pipelines, members, onLongPeriod }: AnalyticsPageProps) {
  const { t } = useTranslation('analytics');
  const params = { projectId: choice.projectId };
  const query = useQueryOfChoice(choice);
  const summary = useOperation(api.analytics.summary, { params, query }, keepShown);
  const series = useOperation(api.analytics.series, { params, query }, keepShown);
  const { data } = summary;
  const figures = data && [data.now, data.before].flatMap(({ created, won, lost }) => [created, won, lost]);
  const empty = figures && [...figures, data.open].every(({ count }) => count === 0);

  if (empty) {
    return (
      <EmptyState
        icon={<IconChartHistogram size={20} stroke={1.7} />}
        title={t('empty.title')}
        action={
          onLongPeriod && (
            <Button variant="default" onClick={onLongPeriod}>
              {t('empty.year')}
            </Button>
          )
        }
      >
        {t('empty.text')}
      </EmptyState>
    );
  }
  return (
    <ChoiceProvider value={choice}>
      <div className={classes.page}>
        <HeadlineFrame query={summary}>{(found) => <Headline {...found} />}</HeadlineFrame>
        <SeriesPanel query={series} />
        <div className={classes.pair}>
          <FunnelPanel pipelines={pipelines} />
          <ReasonsPanel />
        </div>
        <BreakdownPanel fields={['responsible']} members={members} />
        <BreakdownPanel fields={['channel', 'tags']} members={members} />
      </div>
    </ChoiceProvider>
  );
}
