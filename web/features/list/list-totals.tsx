import { useTranslation } from 'react-i18next';
import type { BoardColumn } from '../../../api/contract/deals.ts';
import { GridCell, GridRow } from '../../ui/columns/grid-parts.tsx';
import { formatMoney } from '../../ui/money.ts';
import type { ListColumn } from './list-columns.ts';
import { mostRows } from './list-grid.tsx';
import classes from './list-totals.module.css';

interface ListTotalsProps {
  count: number;
  sums: BoardColumn['sums'];
  /** The totals belong to an earlier question. */
  stale: boolean;
  columns: ListColumn[];
  narrow: boolean;
}

/** How many there are and what they are worth; the sums stand under the amounts where these are shown. */
export function ListTotals({ count, sums, stale, columns, narrow }: ListTotalsProps) {
  const { t, i18n } = useTranslation('list');
  const worth = sums.map(({ amount, currency }) => formatMoney(amount, currency, i18n.language)).join(' · ');
  const amountAt = narrow ? -1 : columns.findIndex(({ field }) => field.key === 'amount');
  return (
    <GridRow className={classes.totals} data-stale={stale || undefined} data-narrow={narrow || undefined}>
      <GridCell className={classes.count} data-testid="count">
        <strong>{t('total', { count, shown: new Intl.NumberFormat(i18n.language).format(count) })}</strong>
        {amountAt < 0 && worth && <span>{worth}</span>}
        {count > mostRows && (
          <span>{t('truncated', { shown: new Intl.NumberFormat(i18n.language).format(mostRows) })}</span>
        )}
      </GridCell>
      {amountAt >= 0 && (
        <GridCell className={classes.sum} style={{ gridColumn: amountAt + 2 }} title={worth}>
          {worth}
        </GridCell>
      )}
    </GridRow>
  );
}
