import { useTranslation } from 'react-i18next';
import { dealsOf } from '../../../api/contract/analytics.ts';
import { formatSum } from '../../ui/money.ts';
import { useChoice } from './choice.ts';
import { DealsLink } from './deals-link.tsx';
import { sumIn, wholeNumber } from './figures.ts';
import { longStepText } from './period.ts';
import type { Measure, Series } from './series-panel.tsx';
import classes from './table.module.css';

const kinds = ['created', 'won', 'lost'] as const;

/** The same as the chart in figures, the latest first. */
export function SeriesTable({ series: { points }, measure }: { series: Series; measure: Measure }) {
  const { t, i18n } = useTranslation('analytics');
  const { currency } = useChoice();
  const language = i18n.language;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className={classes.scroller} style={{ maxHeight: 300 }} aria-label={t('series.title')} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('series.when')}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col" data-number>
                {t(`kinds.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.from}>
              <th scope="row">{longStepText(point, language)}</th>
              {kinds.map((kind) => (
                <td key={kind} data-number>
                  <DealsLink conditions={dealsOf[kind](point.from, point.to)} count={point[kind].count}>
                    {measure === 'count'
                      ? wholeNumber(point[kind].count, language)
                      : formatSum(sumIn(point[kind], currency), currency, language)}
                  </DealsLink>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
