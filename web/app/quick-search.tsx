import { Modal, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUser } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import type { ContactRow } from '../../api/contract/contacts.ts';
import { filterText } from '../../api/contract/deal-filter.ts';
import type { DealRow } from '../../api/contract/deal-list.ts';
import { ChannelIcon } from '../ui/channel-icon.tsx';
import { StageDot, SystemStageIcon } from '../ui/stage-dot.tsx';
import { useOperation } from './api.ts';
import { useOpenDeal } from './open-deal.ts';
import classes from './quick-search.module.css';
import { pipelinesQuery, usePermissions, useProjectId } from './session.ts';

const most = { deals: 6, contacts: 5 };

type Hit = { kind: 'contact'; id: string; contact: ContactRow } | { kind: 'deal'; id: string; deal: DealRow };

/** From anywhere to any deal or contact of the project, by name, phone or a part of it, e-mail, or name in a messenger. */
export function QuickSearch({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const open = useOpenHit();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 120);
  const [at, setAt] = useState(0);
  const { groups, settled } = useHits(search);
  const hits = groups.flatMap((group) => group.hits);
  const chosen = hits[Math.min(at, hits.length - 1)];

  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    open(hit);
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((Math.min(at, hits.length - 1) + step + hits.length) % Math.max(1, hits.length));
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
        {groups.map(({ name, hits: members }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list box
          <div key={name} role="group" aria-label={name}>
            <div className={classes.group} aria-hidden>
              {name}
            </div>
            {members.map((hit) => (
              <Found key={hit.id} hit={hit} chosen={hit === chosen} onChoose={() => choose(hit)} />
            ))}
          </div>
        ))}
      </div>
      {settled && hits.length === 0 && <p className={classes.nothing}>{t('quickSearch.nothing')}</p>}
    </Modal>
  );
}

/** Whom one looks for by words is a customer more often than a deal; without words the newest deals are enough. */
function useHits(search: string) {
  const { t } = useTranslation();
  const { may } = usePermissions();
  const params = { projectId: useProjectId() };
  const seesDeals = may('crm', 'view');
  const deals = useOperation(
    api.deals.list,
    { params, query: { limit: most.deals, ...(search && { filter: filterText({ search }) }) } },
    { placeholderData: keepPreviousData, enabled: seesDeals },
  );
  const seesContacts = may('contacts', 'view') && (search !== '' || !seesDeals);
  const contacts = useOperation(
    api.contacts.list,
    { params, query: { limit: most.contacts, filter: JSON.stringify({ search }) } },
    { placeholderData: keepPreviousData, enabled: seesContacts },
  );
  const found: { name: string; hits: Hit[] }[] = [
    {
      name: t('quickSearch.contacts'),
      hits: (seesContacts ? (contacts.data?.contacts ?? []) : []).map((contact) => ({
        kind: 'contact',
        id: contact.id,
        contact,
      })),
    },
    {
      name: t('quickSearch.deals'),
      hits: (deals.data?.rows ?? []).map((deal) => ({ kind: 'deal', id: deal.id, deal })),
    },
  ];
  return {
    groups: found.filter(({ hits }) => hits.length > 0),
    settled: (deals.isSuccess || !seesDeals) && (contacts.isSuccess || !seesContacts),
  };
}

function useOpenHit(): (hit: Hit) => void {
  const projectId = useProjectId();
  const openDeal = useOpenDeal();
  const navigate = useNavigate();
  return (hit) => {
    if (hit.kind === 'deal') return openDeal(hit.deal.id);
    void navigate({ to: '/p/$projectId/contacts/$contactId', params: { projectId, contactId: hit.contact.id } });
  };
}

interface FoundProps {
  hit: Hit;
  chosen: boolean;
  onChoose: () => void;
}

function Found({ hit, chosen, onChoose }: FoundProps) {
  return (
    <UnstyledButton
      id={`quick-search-${hit.id}`}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      className={classes.deal}
      onClick={onChoose}
    >
      {hit.kind === 'deal' ? <FoundDeal deal={hit.deal} /> : <FoundContact contact={hit.contact} />}
    </UnstyledButton>
  );
}

function FoundContact({ contact: { name, phone, email, channels } }: { contact: ContactRow }) {
  return (
    <>
      <IconUser size={15} stroke={1.7} aria-hidden />
      <span className={classes.name}>{name}</span>
      <span className={classes.contact}>{[phone, email].filter((way) => way && way !== name).join(' · ')}</span>
      <span className={classes.stage}>
        {channels.map((channel) => (
          <ChannelIcon key={`${channel.kind} ${channel.imitates}`} channel={channel} />
        ))}
      </span>
    </>
  );
}

function FoundDeal({ deal }: { deal: DealRow }) {
  const { data: pipelines = [] } = useQuery(pipelinesQuery(useProjectId()));
  const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === deal.stageId);
  return (
    <>
      {deal.status === 'open' && stage ? (
        <StageDot color={stage.color} />
      ) : (
        <SystemStageIcon stage={deal.status === 'open' ? 'unsorted' : deal.status} size={14} />
      )}
      <span className={classes.name}>{deal.name}</span>
      {deal.contactName !== deal.name && <span className={classes.contact}>{deal.contactName}</span>}
      <span className={classes.stage}>{stage?.name}</span>
    </>
  );
}
