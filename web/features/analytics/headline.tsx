import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dealsOf, type Figure, type PeriodFigures } from '../../../api/contract/analytics.ts';
import { longDuration } from '../../ui/moments.ts';
import { formatSum } from '../../ui/money.ts';
import { useChoice } from './choice.ts';
import { DealsLink } from './deals-link.tsx';
import { averageIn, percent, sumIn, wholeNumber, winRate } from './figures.ts';
import classes from './headline.module.css';

interface HeadlineProps {
  now: PeriodFigures;
  before: PeriodFigures;
  open: Figure;
}

/** The figures that one looks at first, each beside that of the period before. */
export function Headline({ now, before, open }: HeadlineProps) {
  const { t, i18n } = useTranslation('analytics');
  const { period, currency } = useChoice();
  const { from, to } = period;
  const language = i18n.language;
  const money = (amount: number | null) => (amount === null ? '—' : formatSum(amount, currency, language));
  const [rate, rateBefore] = [winRate(now), winRate(before)];
  const [average, averageBefore] = [averageIn(now.won, currency), averageIn(before.won, currency)];
  const deals = (count: number) => t('deals', { count, number: wholeNumber(count, language) });

  return (
    <dl className={classes.strip}>
      <Tile label={t('figures.created')} change={<Change now={now.created.count} before={before.created.count} />}>
        <DealsLink conditions={dealsOf.created(from, to)} count={now.created.count}>
          {wholeNumber(now.created.count, language)}
        </DealsLink>
      </Tile>
      <Tile
        label={t('figures.won')}
        note={deals(now.won.count)}
        change={<Change now={sumIn(now.won, currency)} before={sumIn(before.won, currency)} text={money} />}
      >
        <DealsLink conditions={dealsOf.won(from, to)} count={now.won.count}>
          {money(sumIn(now.won, currency))}
        </DealsLink>
      </Tile>
      <Tile
        label={t('figures.winRate')}
        note={t('figures.decided', { won: now.won.count, all: now.won.count + now.lost.count })}
        change={<PointsChange now={rate} before={rateBefore} />}
      >
        {rate === null ? '—' : percent(rate, language)}
      </Tile>
      <Tile
        label={t('figures.average')}
        change={
          average !== null && averageBefore !== null && <Change now={average} before={averageBefore} text={money} />
        }
      >
        {money(average)}
      </Tile>
      <Tile
        label={t('figures.cycle')}
        change={
          now.cycleMs !== null &&
          before.cycleMs !== null && (
            <Change now={now.cycleMs} before={before.cycleMs} lessIsBetter text={(ms) => longDuration(ms, language)} />
          )
        }
      >
        {now.cycleMs === null ? '—' : longDuration(now.cycleMs, language)}
      </Tile>
      <Tile label={t('figures.open')} note={deals(open.count)}>
        <DealsLink conditions={dealsOf.open()} count={open.count}>
          {money(sumIn(open, currency))}
        </DealsLink>
      </Tile>
    </dl>
  );
}

interface TileProps {
  label: string;
  note?: string;
  change?: ReactNode;
  children: ReactNode;
}

function Tile({ label, note, change, children }: TileProps) {
  return (
    <div className={classes.tile}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>{children}</dd>
      <dd className={classes.below}>
        {change}
        {note && <span className={classes.note}>{note}</span>}
      </dd>
    </div>
  );
}

interface ChangeProps {
  now: number;
  before: number;
  lessIsBetter?: boolean;
  text?: (value: number) => string;
}

/** By how much more or less than in the period before. */
function Change({ now, before, lessIsBetter = false, text }: ChangeProps) {
  const { t, i18n } = useTranslation('analytics');
  const was = t('change.was', { value: text ? text(before) : wholeNumber(before, i18n.language) });
  if (now === before || before <= 0) return <span className={classes.note}>{was}</span>;
  const change = (now - before) / before;
  const shown = Math.abs(change) >= 10 ? `×${Math.round(now / before)}` : percent(Math.abs(change), i18n.language);
  return <Chip up={change > 0} good={change > 0 !== lessIsBetter} shown={shown} was={was} />;
}

/** Shares are compared in percentage points. */
function PointsChange({ now, before }: { now: number | null; before: number | null }) {
  const { t, i18n } = useTranslation('analytics');
  if (now === null || before === null) return null;
  const points = Math.round(now * 100) - Math.round(before * 100);
  const was = t('change.was', { value: percent(before, i18n.language) });
  if (points === 0) return <span className={classes.note}>{was}</span>;
  return <Chip up={points > 0} good={points > 0} shown={t('change.points', { value: Math.abs(points) })} was={was} />;
}

function Chip({ up, good, shown, was }: { up: boolean; good: boolean; shown: string; was: string }) {
  const { t } = useTranslation('analytics');
  const Icon = up ? IconArrowUpRight : IconArrowDownRight;
  return (
    <span className={classes.change} data-good={good} title={was}>
      <Icon size={13} stroke={2.2} aria-hidden />
      <span className="visually-hidden">{t(up ? 'change.more' : 'change.less')} </span>
      {shown}
      <span className="visually-hidden">, {was}</span>
    </span>
  );
}
