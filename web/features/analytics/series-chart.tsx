import '@mantine/charts/styles.css';
import { CompositeChart } from '@mantine/charts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dealsOf, type SeriesPoint } from '../../../api/contract/analytics.ts';
import { formatSum } from '../../ui/money.ts';
import { useChoice } from './choice.ts';
import { DealsLink } from './deals-link.tsx';
import { sumIn, wholeNumber } from './figures.ts';
import { longStepText, stepText } from './period.ts';
import classes from './series-chart.module.css';
import type { Measure, Series } from './series-panel.tsx';

const kinds = ['created', 'won', 'lost'] as const;
type Kind = (typeof kinds)[number];

const colors: Record<Kind, string> = { created: 'var(--accent)', won: 'var(--good)', lost: 'var(--danger)' };

interface SeriesChartProps {
  series: Series;
  measure: Measure;
  height: number;
}

/** New deals as the ground, won and lost ones as bars before it. A pressed step stays below with its figures as links. */
export function SeriesChart({ series: { step, points }, measure, height }: SeriesChartProps) {
  const { t, i18n } = useTranslation('analytics');
  const { currency } = useChoice();
  const language = i18n.language;
  const [pressed, setPressed] = useState<number>();
  const value = (point: SeriesPoint, kind: Kind) =>
    measure === 'count' ? point[kind].count : sumIn(point[kind], currency);
  const text = (amount: number) =>
    measure === 'count' ? wholeNumber(amount, language) : formatSum(amount, currency, language);
  const short = (amount: number) =>
    measure === 'count' ? wholeNumber(amount, language) : compactMoney(amount, currency, language);
  const shown = points[pressed ?? -1];

  return (
    <div>
      <Legend />
      <CompositeChart
        aria-hidden
        h={height - 30}
        data={points.map((point) => ({
          name: stepText(point, step, language),
          long: longStepText(point, language),
          ...Object.fromEntries(kinds.map((kind) => [kind, value(point, kind)])),
        }))}
        dataKey="name"
        series={[
          { name: 'created', type: 'area', color: colors.created, label: t('kinds.created') },
          { name: 'won', type: 'bar', color: colors.won, label: t('kinds.won') },
          { name: 'lost', type: 'bar', color: colors.lost, label: t('kinds.lost') },
        ]}
        curveType="monotone"
        withDots={points.length < 3}
        strokeWidth={1.8}
        maxBarWidth={18}
        tickLine="none"
        gridAxis="x"
        strokeDasharray="0"
        gridColor="var(--line)"
        textColor="var(--ink-3)"
        areaProps={{ fillOpacity: 0.09 }}
        barProps={{ radius: [3, 3, 0, 0] }}
        accessibilityLayer={false}
        xAxisProps={{ minTickGap: 24, tickMargin: 8, axisLine: { stroke: 'var(--line-strong)' } }}
        yAxisProps={{ allowDecimals: false, width: measure === 'count' ? 34 : 64, tickFormatter: short }}
        valueFormatter={text}
        tooltipProps={{
          content: ({ active, payload }) => {
            const index = points.findIndex((point) => longStepText(point, language) === payload?.[0]?.payload?.long);
            const point = points[index];
            return active && point ? <Card point={point} text={(kind) => text(value(point, kind))} /> : null;
          },
        }}
        composedChartProps={{
          barGap: 2,
          onClick: ({ activeTooltipIndex }) => {
            const index = Number(activeTooltipIndex);
            if (Number.isInteger(index)) setPressed(index === pressed ? undefined : index);
          },
        }}
      />
      {shown && (
        <p className={classes.pressed} role="status">
          <strong>{longStepText(shown, language)}</strong>
          {kinds.map((kind) => (
            <DealsLink
              key={kind}
              className={classes.figure}
              conditions={dealsOf[kind](shown.from, shown.to)}
              count={shown[kind].count}
            >
              <span className={classes.dot} style={{ background: colors[kind] }} aria-hidden />
              {t(`kinds.${kind}`)}: {text(value(shown, kind))}
            </DealsLink>
          ))}
        </p>
      )}
    </div>
  );
}

function Legend() {
  const { t } = useTranslation('analytics');
  return (
    <ul className={classes.legend}>
      {kinds.map((kind) => (
        <li key={kind}>
          <span className={classes.dot} style={{ background: colors[kind] }} aria-hidden />
          {t(`kinds.${kind}`)}
        </li>
      ))}
    </ul>
  );
}

function Card({ point, text }: { point: SeriesPoint; text: (kind: Kind) => string }) {
  const { t, i18n } = useTranslation('analytics');
  return (
    <div className={classes.card}>
      <div className={classes.when}>{longStepText(point, i18n.language)}</div>
      {kinds.map((kind) => (
        <div key={kind} className={classes.line}>
          <span className={classes.dot} style={{ background: colors[kind] }} />
          <span>{t(`kinds.${kind}`)}</span>
          <b>{text(kind)}</b>
        </div>
      ))}
    </div>
  );
}

function compactMoney(amount: number, currency: string, language: string): string {
  const format = { style: 'currency', currency, currencyDisplay: 'narrowSymbol', notation: 'compact' } as const;
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return new Intl.NumberFormat(language, { ...format, maximumFractionDigits: 1, minimumFractionDigits: 0 }).format(
    amount / 10 ** digits,
  );
}
