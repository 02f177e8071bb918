import { Modal, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import { filterText } from '../../api/contract/deal-filter.ts';
import type { DealRow } from '../../api/contract/deal-list.ts';
import { StageDot, SystemStageIcon } from '../ui/stage-dot.tsx';
import { useOperation } from './api.ts';
import { useOpenDeal } from './open-deal.ts';
import classes from './quick-search.module.css';
import { pipelinesQuery, useProjectId } from './session.ts';

const most = 8;

/** From anywhere to any deal of the project, by its name or by its contact's name, phone or e-mail. */
export function QuickSearch({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const projectId = useProjectId();
  const openDeal = useOpenDeal();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 120);
  const [at, setAt] = useState(0);
  const found = useOperation(
    api.deals.list,
    { params: { projectId }, query: { limit: most, ...(search && { filter: filterText({ search }) }) } },
    { placeholderData: keepPreviousData },
  );
  const rows = found.data?.rows ?? [];
  const chosen = rows[Math.min(at, rows.length - 1)];

  const choose = (deal: DealRow | undefined) => {
    if (!deal) return;
    onClose();
    openDeal(deal.id);
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((Math.min(at, rows.length - 1) + step + rows.length) % Math.max(1, rows.length));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={560}
      padding={0}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': t('quickSearch.title') } }}
    >
      <div className={classes.field}>
        <IconSearch size={18} stroke={1.7} aria-hidden />
        <input
          role="combobox"
          aria-expanded
          aria-controls="quick-search-found"
          aria-activedescendant={chosen && `quick-search-${chosen.id}`}
          aria-label={t('quickSearch.title')}
          placeholder={t('quickSearch.placeholder')}
          value={text}
          maxLength={200}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={keys}
          data-autofocus
        />
      </div>
      <div id="quick-search-found" role="listbox" aria-label={t('quickSearch.found')} className={classes.found}>
        {rows.map((deal) => (
          <Found key={deal.id} deal={deal} chosen={deal === chosen} onChoose={() => choose(deal)} />
        ))}
      </div>
      {found.isSuccess && rows.length === 0 && <p className={classes.nothing}>{t('quickSearch.nothing')}</p>}
    </Modal>
  );
}

function Found({ deal, chosen, onChoose }: { deal: DealRow; chosen: boolean; onChoose: () => void }) {
  const { data: pipelines = [] } = useQuery(pipelinesQuery(useProjectId()));
  const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === deal.stageId);
  return (
    <UnstyledButton
      id={`quick-search-${deal.id}`}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      className={classes.deal}
      onClick={onChoose}
    >
      {deal.status === 'open' && stage ? (
        <StageDot color={stage.color} />
      ) : (
        <SystemStageIcon stage={deal.status === 'open' ? 'unsorted' : deal.status} size={14} />
      )}
      <span className={classes.name}>{deal.name}</span>
      {deal.contactName !== deal.name && <span className={classes.contact}>{deal.contactName}</span>}
      <span className={classes.stage}>{stage?.name}</span>
    </UnstyledButton>
  );
}
