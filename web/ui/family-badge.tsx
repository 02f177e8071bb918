import { Loader, Popover, UnstyledButton } from '@mantine/core';
import { IconArrowsJoin } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import type { DealCard } from '../../api/contract/deals.ts';
import { useOperation } from '../app/api.ts';
import { useOpenDeal } from '../app/open-deal.ts';
import { pipelinesQuery, useProjectId } from '../app/session.ts';
import { ChannelIcon } from './channel-icon.tsx';
import classes from './family-badge.module.css';
import { formatMoney } from './money.ts';
import { StageDot, SystemStageIcon } from './stage-dot.tsx';
import { explainError } from './toast.tsx';

interface FamilyBadgeProps {
  deal: Pick<DealCard, 'id' | 'name'>;
  text: string;
  hint: string;
}

/** "Merged n": opens the deals that stand behind this one, so that hiding never loses a deal (PRODUCT D15). */
export function FamilyBadge({ deal, text, hint }: FamilyBadgeProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={300}
      trapFocus
      shadow="md"
      withinPortal
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.badge}
          title={hint}
          aria-label={`${hint}: ${deal.name}`}
          onClick={(event) => {
            event.stopPropagation();
            setOpened(!opened);
          }}
        >
          <IconArrowsJoin size={12} stroke={1.8} aria-hidden />
          {text}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={hint} {...keptFromCard}>
        {opened && <Family dealId={deal.id} hint={hint} onChosen={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

const stop = (event: SyntheticEvent) => event.stopPropagation();

/** What is pressed in the popover is neither a press on the card under it nor the beginning of a drag. */
const keptFromCard = {
  onClick: stop,
  onMouseDown: stop,
  onPointerDown: stop,
  onTouchStart: stop,
  onContextMenu: stop,
};

function Family({ dealId, hint, onChosen }: { dealId: string; hint: string; onChosen: () => void }) {
  const params = { projectId: useProjectId(), dealId };
  const openDeal = useOpenDeal();
  const { data: deals, error } = useOperation(api.deals.family, { params }, { staleTime: 0 });
  const choose = (id: string) => {
    onChosen();
    openDeal(id);
  };
  return (
    <>
      <p className={classes.hint}>{hint}</p>
      {!deals && !error && <Loader size="xs" className={classes.loader} />}
      {!deals && error && <p className={classes.hint}>{explainError(error)}</p>}
      {deals?.map((deal) => (
        <Relative key={deal.id} deal={deal} onChoose={() => choose(deal.id)} />
      ))}
    </>
  );
}

function Relative({ deal, onChoose }: { deal: DealCard; onChoose: () => void }) {
  const { t, i18n } = useTranslation('fields');
  const { data: pipelines = [] } = useQuery(pipelinesQuery(useProjectId()));
  const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === deal.stageId);
  const closed = deal.status === 'open' ? 'unsorted' : deal.status;
  const onStage = deal.status === 'open' && stage !== undefined;
  return (
    <UnstyledButton className={classes.deal} onClick={onChoose}>
      {onStage ? <StageDot color={stage.color} /> : <SystemStageIcon stage={closed} size={14} />}
      <span className={classes.words}>
        <span className={classes.name}>{deal.name}</span>
        <span className={classes.quiet}>
          {onStage ? stage.name : t(`status.${closed}`)}
          {deal.contactName && ` · ${deal.contactName}`}
        </span>
      </span>
      {deal.channels.map((channel) => (
        <ChannelIcon key={`${channel.kind} ${channel.imitates}`} channel={channel} size={14} />
      ))}
      {deal.amount !== null && (
        <span className={classes.amount}>{formatMoney(deal.amount, deal.currency, i18n.language)}</span>
      )}
    </UnstyledButton>
  );
}
