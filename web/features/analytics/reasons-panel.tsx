import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dealsOf, type ReasonRow } from '../../../api/contract/analytics.ts';
import { api } from '../../../api/contract/api.ts';
import { useOperation } from '../../app/api.ts';
import { formatSum } from '../../ui/money.ts';
import { useChoice, useQueryOfChoice } from './choice.ts';
import { DealsLink } from './deals-link.tsx';
import { percent, share, sumIn, wholeNumber } from './figures.ts';
import { Nothing, Panel } from './panel.tsx';
import classes from './reasons-panel.module.css';
import { keepShown } from './use-analytics.ts';

type Status = 'lost' | 'archived';

/** Why deals end badly, the most frequent reason first. */
export function ReasonsPanel() {
  const { t } = useTranslation('analytics');
  const choice = useChoice();
  const [status, setStatus] = useState<Status>('lost');
  const query = { ...useQueryOfChoice(choice), status };
  const reasons = useOperation(api.analytics.reasons, { params: { projectId: choice.projectId }, query }, keepShown);

  return (
    <Panel
      title={t('reasons.title')}
      query={reasons}
      height={180}
      controls={
        <SegmentedControl
          aria-label={t('reasons.of')}
          value={status}
          onChange={(value) => setStatus(value === 'archived' ? 'archived' : 'lost')}
          data={[
            { value: 'lost', label: t('kinds.lost') },
            { value: 'archived', label: t('kinds.archived') },
          ]}
        />
      }
    >
      {(rows) =>
        rows.length === 0 ? <Nothing>{t(`reasons.none.${status}`)}</Nothing> : <Reasons rows={rows} status={status} />
      }
    </Panel>
  );
}

/** The rest is told together. */
const most = 8;

function Reasons({ rows, status }: { rows: ReasonRow[]; status: Status }) {
  const { t, i18n } = useTranslation('analytics');
  const { period, currency } = useChoice();
  const language = i18n.language;
  const all = rows.reduce((sum, { deals }) => sum + deals.count, 0);
  const largest = rows[0]?.deals.count ?? 0;
  const rest = rows.slice(most).reduce((sum, { deals }) => sum + deals.count, 0);
  return (
    <ul className={classes.list}>
      {rows.slice(0, most).map(({ reason, deals }) => {
        const sum = sumIn(deals, currency);
        return (
          <li key={reason ?? ''} className={classes.reason}>
            <DealsLink
              className={classes.words}
              count={deals.count}
              conditions={[...dealsOf[status](period.from, period.to), ...dealsOf.because(reason)]}
            >
              {reason ?? t('reasons.unsaid')}
            </DealsLink>
            <span className={classes.count}>{wholeNumber(deals.count, language)}</span>
            <span className={classes.share}>{percent(share(deals.count, all) ?? 0, language)}</span>
            <span className={classes.track} aria-hidden>
              <span
                className={classes.fill}
                style={{ width: `${(share(deals.count, largest) ?? 0) * 100}%` }}
                data-status={status}
              />
            </span>
            <span className={classes.sum}>{sum > 0 && formatSum(sum, currency, language)}</span>
          </li>
        );
      })}
      {rest > 0 && (
        <li className={classes.rest}>{t('reasons.rest', { count: rest, number: wholeNumber(rest, language) })}</li>
      )}
    </ul>
  );
}
