import { SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFilter } from '../../api/contract/deal-filter.ts';
import type { PipelineView } from '../../api/contract/pipelines.ts';
import { AnalyticsPage } from '../features/analytics/analytics-page.tsx';
import type { Choice } from '../features/analytics/choice.ts';
import { presetPeriod, todayIn, usualPreset } from '../features/analytics/period.ts';
import { PeriodPicker } from '../features/analytics/period-picker.tsx';
import { FilterBar } from '../features/filter/filter-bar.tsx';
import { FilterChips } from '../features/filter/filter-chips.tsx';
import { useOperandOptions } from '../features/filter/use-operand-options.tsx';
import { currencySymbol } from '../ui/money.ts';
import classes from './analytics-screen.module.css';
import type { AnalyticsSearch } from './analytics-search.ts';
import { NoPipelineScreen } from './board-screen.tsx';
import { useDealFields } from './deal-fields.ts';
import { LoadingScreen } from './loading-screen.tsx';
import { rememberedPipeline } from './remembered.ts';
import { pipelinesQuery, useProject, useProjectId } from './session.ts';

/** What the team sells, in figures; what is looked at lives in the address. */
export function AnalyticsScreen() {
  const projectId = useProjectId();
  const project = useProject();
  const { data: pipelines } = useQuery(pipelinesQuery(projectId));
  if (!pipelines || !project) return <LoadingScreen />;
  const [first] = pipelines;
  if (!first) return <NoPipelineScreen />;
  const { settings, members } = project;
  return (
    <Analytics
      projectId={projectId}
      pipelines={pipelines}
      usual={pipelines.find(({ id }) => id === rememberedPipeline(projectId)) ?? first}
      timeZone={settings.timeZone}
      members={members}
    />
  );
}

interface AnalyticsProps {
  projectId: string;
  pipelines: PipelineView[];
  /** The one that is shown when the address says nothing. */
  usual: PipelineView;
  timeZone: string;
  members: Parameters<typeof AnalyticsPage>[0]['members'];
}

function Analytics({ projectId, pipelines, usual, timeZone, members }: AnalyticsProps) {
  const { t, i18n } = useTranslation('analytics');
  const { search, change } = useAnalyticsSearch();
  const today = todayIn(timeZone);
  const preset = search.from ? undefined : (search.period ?? usualPreset);
  const all = search.pipeline === 'all';
  const pipeline = all ? undefined : (pipelines.find(({ id }) => id === search.pipeline) ?? usual);
  const currencies = currenciesOf(pipeline ? [pipeline] : pipelines);
  const currency = currencies.find((one) => one === search.currency) ?? currencies[0] ?? usual.currency;
  const { from, to } = search;
  const { q, where } = search;

  const choice = useMemo<Choice>(
    () => ({
      projectId,
      pipelineId: pipeline?.id,
      period: from && to ? { from, to } : presetPeriod(preset ?? usualPreset, today),
      filter: { ...(q && { search: q }), ...(where && { conditions: where }) },
      currency,
      besideId: pipeline?.id ?? usual.id,
    }),
    [projectId, pipeline?.id, from, to, preset, today, q, where, currency, usual.id],
  );

  const filtering = {
    filter: choice.filter,
    onFilter: ({ search: text, conditions = [] }: DealFilter) =>
      change({ q: text || undefined, where: conditions.length > 0 ? conditions : undefined }),
    fields: useDealFields(),
    optionsOf: useOperandOptions({ pipelines, tags: [] }),
    currency,
  };

  return (
    <div className={classes.screen}>
      <header className={classes.bar}>
        <div className={classes.inner}>
          <h1 className={classes.title}>{t('title')}</h1>
          {pipelines.length > 1 && (
            <Select
              className={classes.pipeline}
              aria-label={t('pipeline')}
              allowDeselect={false}
              data={[
                { value: 'all', label: t('allPipelines') },
                ...pipelines.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={pipeline?.id ?? 'all'}
              onChange={(value) => change({ pipeline: value ?? undefined, currency: undefined })}
            />
          )}
          <PeriodPicker
            period={choice.period}
            preset={preset}
            today={today}
            onPreset={(period) => change({ period, from: undefined, to: undefined })}
            onPeriod={(period) => change({ ...period, period: undefined })}
          />
          {currencies.length > 1 && (
            <SegmentedControl
              aria-label={t('currency')}
              value={currency}
              onChange={(value) => change({ currency: value })}
              data={currencies.map((value) => ({ value, label: currencySymbol(value, i18n.language) }))}
            />
          )}
          <FilterBar {...filtering} />
        </div>
      </header>
      <div className={classes.chips}>
        <FilterChips {...filtering} />
      </div>
      <div className={classes.content}>
        <AnalyticsPage
          choice={choice}
          pipelines={pipelines}
          members={members}
          onLongPeriod={
            preset === 'year' ? undefined : () => change({ period: 'year', from: undefined, to: undefined })
          }
        />
      </div>
    </div>
  );
}

function currenciesOf(pipelines: readonly PipelineView[]): string[] {
  return [...new Set(pipelines.map(({ currency }) => currency))];
}

type Change = { [Name in keyof AnalyticsSearch]?: AnalyticsSearch[Name] | undefined };

function useAnalyticsSearch(): { search: AnalyticsSearch; change: (change: Change) => void } {
  const search = useSearch({ from: '/p/$projectId/analytics' });
  const navigate = useNavigate({ from: '/p/$projectId/analytics' });
  const change = (change: Change) =>
    void navigate({
      search: (before) =>
        // What is taken back leaves the address.
        Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined)),
      replace: true,
    });
  return { search, change };
}
