import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../api/contract/deals.ts';
import { useOpenDeal } from '../../app/open-deal.ts';
import { pipelinesQuery, useProjectId } from '../../app/session.ts';
import { formatMoney } from '../../ui/money.ts';
import { Section } from '../../ui/property-section.tsx';
import { StageDot, SystemStageIcon } from '../../ui/stage-dot.tsx';
import classes from './other-deals.module.css';

/** The same person's other deals (PRODUCT D10). */
export function OtherDeals({ view }: { view: DealView }) {
  const { t, i18n } = useTranslation('deals');
  const openDeal = useOpenDeal();
  const { data: pipelines = [] } = useQuery(pipelinesQuery(useProjectId()));
  if (view.otherDeals.length === 0) return null;

  return (
    <Section title={t('sections.otherDeals')}>
      {view.otherDeals.map((deal) => {
        const stage = pipelines.find(({ id }) => id === deal.pipelineId)?.stages.find(({ id }) => id === deal.stageId);
        return (
          <UnstyledButton key={deal.id} className={classes.deal} onClick={() => openDeal(deal.id)}>
            {deal.status === 'open' && stage ? (
              <StageDot color={stage.color} />
            ) : (
              <SystemStageIcon stage={deal.status === 'open' ? 'unsorted' : deal.status} size={14} />
            )}
            <span className={classes.name}>{deal.name}</span>
            {deal.current && <span className={classes.current}>{t('current')}</span>}
            {deal.amount !== null && (
              <span className={classes.amount}>{formatMoney(deal.amount, deal.currency, i18n.language)}</span>
            )}
          </UnstyledButton>
        );
      })}
    </Section>
  );
}
