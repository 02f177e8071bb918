import { ActionIcon, SegmentedControl, Skeleton, Tooltip } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesPoint } from '../../../api/contract/analytics.ts';
import { Nothing, Panel } from './panel.tsx';
import { SeriesTable } from './series-table.tsx';

/** The drawing library is large: the page is there before it. */
const SeriesChart = lazy(() => import('./series-chart.tsx').then((m) => ({ default: m.SeriesChart })));

export type Step = 'day' | 'week' | 'month';

export interface Series {
  step: Step;
  points: SeriesPoint[];
}

export type Measure = 'count' | 'sum';

const height = 264;

/** Created, won and lost over time: drawn, or as a table. */
export function SeriesPanel({ query }: { query: UseQueryResult<Series> }) {
  const { t } = useTranslation('analytics');
  const [measure, setMeasure] = useState<Measure>('count');
  const [asTable, setAsTable] = useState(false);
  const step = query.data?.step;

  return (
    <Panel
      title={t('series.title')}
      {...(step && { hint: t(`series.by.${step}`) })}
      query={query}
      height={height}
      controls={
        <>
          <SegmentedControl
            aria-label={t('series.measure')}
            value={measure}
            onChange={(value) => setMeasure(value === 'sum' ? 'sum' : 'count')}
            data={[
              { value: 'count', label: t('series.counts') },
              { value: 'sum', label: t('series.sums') },
            ]}
          />
          <Tooltip label={t(asTable ? 'asChart' : 'asTable')}>
            <ActionIcon aria-label={t('asTable')} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {asTable ? <IconChartBar size={17} stroke={1.7} /> : <IconTable size={17} stroke={1.7} />}
            </ActionIcon>
          </Tooltip>
        </>
      }
    >
      {(series) => {
        if (asTable) return <SeriesTable series={series} measure={measure} />;
        if (isEmpty(series)) return <Nothing>{t('series.none')}</Nothing>;
        return (
          <Suspense fallback={<Skeleton height={height} radius={8} />}>
            <SeriesChart series={series} measure={measure} height={height} />
          </Suspense>
        );
      }}
    </Panel>
  );
}

function isEmpty({ points }: Series): boolean {
  return points.every(({ created, won, lost }) => created.count + won.count + lost.count === 0);
}
