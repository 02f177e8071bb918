import { UnstyledButton } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { ContactPage, DealOfContact } from '../../../api/contract/contacts.ts';
import { call, keyOf } from '../../app/api.ts';
import { useOpenDeal } from '../../app/open-deal.ts';
import { pipelinesQuery, usePermissions, useProjectId } from '../../app/session.ts';
import { formatMoney } from '../../ui/money.ts';
import { Section } from '../../ui/property-section.tsx';
import { StageDot, SystemStageIcon } from '../../ui/stage-dot.tsx';
import { toastDone, toastError } from '../../ui/toast.tsx';
import classes from './deals-section.module.css';

/** All deals of the person, newest first; flows act on the current one (PRODUCT D10). */
export function DealsSection({ page }: { page: ContactPage }) {
  const { t } = useTranslation('contacts');
  return (
    <Section title={t('deals.title')}>
      {page.deals.length === 0 && <p className={classes.none}>{t('deals.none')}</p>}
      {page.deals.map((deal) => (
        <DealLine
          key={deal.id}
          deal={deal}
          from={
            deal.contactId === page.contact.id ? undefined : page.contacts.find(({ id }) => id === deal.contactId)?.name
          }
        />
      ))}
    </Section>
  );
}

/** `from`: the linked contact whose deal it is. */
function DealLine({ deal, from }: { deal: DealOfContact; from: string | undefined }) {
  const { t, i18n } = useTranslation('contacts');
  const openDeal = useOpenDeal();
  const makeCurrent = useMakeCurrent();
  const mayEdit = usePermissions().may('crm', 'edit');
  const { data: pipelines = [] } = useQuery(pipelinesQuery(useProjectId()));
  const pipeline = pipelines.find(({ id }) => id === deal.pipelineId);
  const stage = pipeline?.stages.find(({ id }) => id === deal.stageId);
  const place = deal.status === 'open' ? (stage?.name ?? t('unsorted')) : t(`status.${deal.status}`);
  return (
    <div className={classes.line}>
      <UnstyledButton className={classes.deal} onClick={() => openDeal(deal.id)}>
        {deal.status === 'open' && stage ? (
          <StageDot color={stage.color} />
        ) : (
          <SystemStageIcon stage={deal.status === 'open' ? 'unsorted' : deal.status} size={14} />
        )}
        <span className={classes.words}>
          <span className={classes.name}>{deal.name}</span>
          <span className={classes.quiet}>{[place, from].filter(Boolean).join(' · ')}</span>
        </span>
        {deal.amount !== null && (
          <span className={classes.amount}>{formatMoney(deal.amount, deal.currency, i18n.language)}</span>
        )}
      </UnstyledButton>
      {deal.current && <span className={classes.current}>{t('deals.current')}</span>}
      {!deal.current && deal.status === 'open' && mayEdit && (
        <UnstyledButton
          className={classes.make}
          aria-label={t('deals.makeCurrentOf', { name: deal.name })}
          title={t('deals.makeCurrent')}
          onClick={() => void makeCurrent(deal)}
        >
          <IconTarget size={15} stroke={1.7} />
        </UnstyledButton>
      )}
    </div>
  );
}

function useMakeCurrent() {
  const { t } = useTranslation('contacts');
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  return async ({ id, name }: DealOfContact) => {
    try {
      await call(api.deals.makeCurrent, { params: { projectId, dealId: id } });
      await queryClient.invalidateQueries({ queryKey: keyOf(api.contacts.get) });
      toastDone({ message: t('deals.madeCurrent', { name }) });
    } catch (error) {
      toastError(error);
    }
  };
}
