import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dealsOf, type Figure, type StageFigures } from '../../../api/contract/analytics.ts';
import type { Condition } from '../../../api/contract/deal-filter.ts';
import type { StageView } from '../../../api/contract/pipelines.ts';
import { longDuration, shortDuration } from '../../ui/moments.ts';
import { formatSum } from '../../ui/money.ts';
import { StageDot, SystemStageIcon } from '../../ui/stage-dot.tsx';
import { useChoice } from './choice.ts';
import { DealsLink } from './deals-link.tsx';
import { percent, share, sumIn, wholeNumber } from './figures.ts';
import classes from './funnel.module.css';

interface FunnelFigures {
  created: Figure;
  stages: StageFigures[];
  won: Figure;
}

/**
 * A table whose bars make the funnel: how far the cohort came, what share went on to the next step, how long a step takes,
 * and where its deals are now. The narrowest place is marked.
 */
export function Funnel({
  figures: { created, stages: found, won },
  stages,
}: {
  figures: FunnelFigures;
  stages: StageView[];
}) {
  const { t, i18n } = useTranslation('analytics');
  const { period } = useChoice();
  const cohort = dealsOf.created(period.from, period.to);
  const steps = stages.flatMap((stage) => {
    const figures = found.find(({ stageId }) => stageId === stage.id);
    return figures ? [{ stage, figures }] : [];
  });
  const counts = [created.count, ...steps.map(({ figures }) => figures.reached.count), won.count];
  const narrowest = narrowestOf(counts);
  const onward = (at: number) => <Onward from={counts[at]} to={counts[at + 1]} narrowest={at === narrowest} />;

  return (
    <div className={classes.scroller}>
      <table className={classes.funnel}>
        <thead>
          <tr>
            <th scope="col">{t('funnel.stage')}</th>
            <th scope="col">{t('funnel.reached')}</th>
            <th scope="col" data-number>
              {t('funnel.onward')}
            </th>
            <th scope="col" data-number>
              {t('funnel.time')}
            </th>
            <th scope="col" data-number>
              {t('funnel.here')}
            </th>
            <th scope="col" data-number>
              {t('funnel.lost')}
            </th>
          </tr>
        </thead>
        <tbody>
          <Row name={t('kinds.created')} mark={<StageDot color="gray" />}>
            <Bar count={created.count} of={created.count} color="var(--stage-gray)" conditions={cohort} />
            <td data-number>{onward(0)}</td>
            <td />
            <td />
            <td />
          </Row>
          {steps.map(({ stage, figures }, index) => (
            <Row key={stage.id} name={stage.name} mark={<StageDot color={stage.color} />}>
              <Bar
                count={figures.reached.count}
                of={created.count}
                color={`var(--stage-${stage.color})`}
                conditions={[...cohort, ...dealsOf.reached(stage.id)]}
              />
              <td data-number>{onward(index + 1)}</td>
              <td data-number>
                <Stay medianMs={figures.medianMs} p75Ms={figures.p75Ms} />
              </td>
              <td data-number>
                <Standing figure={figures.here} conditions={[...cohort, ...dealsOf.here(stage.id)]} />
              </td>
              <td data-number data-lost={figures.lost.count > 0 || undefined}>
                <DealsLink count={figures.lost.count} conditions={[...cohort, ...dealsOf.lostFrom(stage.id)]}>
                  {wholeNumber(figures.lost.count, i18n.language)}
                </DealsLink>
              </td>
            </Row>
          ))}
          <Row name={t('kinds.won')} mark={<SystemStageIcon stage="won" size={14} />}>
            <Bar
              count={won.count}
              of={created.count}
              color="var(--good)"
              conditions={[...cohort, { field: 'status', op: 'any_of', value: ['won'] }]}
            />
            <td />
            <td />
            <td data-number>
              <Money figure={won} />
            </td>
            <td />
          </Row>
        </tbody>
      </table>
    </div>
  );
}

function Row({ name, mark, children }: { name: string; mark: ReactNode; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">
        <span className={classes.stage}>
          {mark}
          <span className={classes.name} title={name}>
            {name}
          </span>
        </span>
      </th>
      {children}
    </tr>
  );
}

function Bar({ count, of, color, conditions }: { count: number; of: number; color: string; conditions: Condition[] }) {
  const { i18n } = useTranslation('analytics');
  const part = share(count, of) ?? 0;
  return (
    <td className={classes.reached}>
      <div className={classes.lane}>
        <div className={classes.bar} style={{ width: `${part * 100}%`, color }} />
        <span className={classes.figures}>
          <DealsLink count={count} conditions={conditions} className={classes.count}>
            {wholeNumber(count, i18n.language)}
          </DealsLink>
          <span className={classes.share}>{percent(part, i18n.language)}</span>
        </span>
      </div>
    </td>
  );
}

/** What share of a step goes on to the next one. */
function Onward({
  from = 0,
  to = 0,
  narrowest,
}: {
  from?: number | undefined;
  to?: number | undefined;
  narrowest: boolean;
}) {
  const { t, i18n } = useTranslation('analytics');
  const part = share(to, from);
  if (part === null) return <span className={classes.quiet}>—</span>;
  const text = percent(part, i18n.language);
  if (!narrowest) return <span>{text}</span>;
  return (
    <Tooltip label={t('funnel.narrowest')}>
      <span className={classes.narrowest}>
        {text}
        <span className="visually-hidden">, {t('funnel.narrowest')}</span>
      </span>
    </Tooltip>
  );
}

function Stay({ medianMs, p75Ms }: { medianMs: number | null; p75Ms: number | null }) {
  const { t, i18n } = useTranslation('analytics');
  if (medianMs === null || p75Ms === null) return <span className={classes.quiet}>—</span>;
  const most = t('funnel.p75', { time: shortDuration(p75Ms, i18n.language) });
  return (
    <span className={classes.two} title={most}>
      {longDuration(medianMs, i18n.language)}
      <small>{most}</small>
    </span>
  );
}

function Standing({ figure, conditions }: { figure: Figure; conditions: Condition[] }) {
  const { i18n } = useTranslation('analytics');
  return (
    <span className={classes.two}>
      <DealsLink count={figure.count} conditions={conditions}>
        {wholeNumber(figure.count, i18n.language)}
      </DealsLink>
      <small>
        <Money figure={figure} />
      </small>
    </span>
  );
}

function Money({ figure }: { figure: Figure }) {
  const { i18n } = useTranslation('analytics');
  const { currency } = useChoice();
  const sum = sumIn(figure, currency);
  return sum === 0 ? null : formatSum(sum, currency, i18n.language);
}

/** The step from which the smallest share goes on, if it loses some and there is anything to choose from. */
function narrowestOf(counts: readonly number[]): number | undefined {
  const shares = counts.slice(0, -1).map((count, at) => share(counts[at + 1] ?? 0, count) ?? 1);
  const least = Math.min(...shares);
  return shares.length > 1 && least < 1 ? shares.indexOf(least) : undefined;
}
