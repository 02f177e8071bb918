import { Menu } from '@mantine/core';
import {
  IconArchive,
  IconArrowBackUp,
  IconArrowRight,
  IconCheck,
  IconCircleCheck,
  IconCircleX,
  IconExternalLink,
  IconInbox,
  IconLock,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealCard } from '../../../api/contract/deals.ts';
import { isForbidden } from '../../app/is-forbidden.ts';
import { StageDot } from '../../ui/stage-dot.tsx';
import { useSurroundings } from './board-context.ts';
import classes from './card-menu.module.css';

export interface CardActions {
  moveTo: (card: DealCard, stageId: string) => void;
  win: (card: DealCard) => void;
  lose: (card: DealCard) => void;
  archive: (card: DealCard) => void;
  restore: (card: DealCard) => void;
  remove: (card: DealCard) => void;
}

interface CardMenuProps {
  card: DealCard;
  anchor: DOMRect;
  actions: CardActions;
  onClose: () => void;
}

/** One menu for the whole board, opened at a card's dots or at the pointer: all that dragging can do, without dragging. */
export function CardMenu({ card, anchor, actions, onClose }: CardMenuProps) {
  const { t } = useTranslation('board');
  const { open, acceptInto } = useSurroundings();
  const barred = useBarred(card);
  const unsorted = card.status === 'open' && card.stageId === null;

  return (
    <Menu opened onClose={onClose} position="bottom-start" width={230} offset={2}>
      <Menu.Target>
        <span
          className={classes.anchor}
          style={{ left: anchor.left, top: anchor.top, width: anchor.width, height: anchor.height }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('card.actions', { name: card.name })}>
        <Menu.Item leftSection={<IconExternalLink size={15} stroke={1.7} />} onClick={() => open(card)}>
          {t('menu.open')}
        </Menu.Item>
        {unsorted && (
          <Menu.Item leftSection={<IconInbox size={15} stroke={1.7} />} onClick={() => acceptInto(card)}>
            {t('menu.accept')}
          </Menu.Item>
        )}
        {card.status === 'open' && !unsorted && <MoveTo card={card} actions={actions} />}
        {card.status !== 'open' && (
          <Menu.Item leftSection={<IconArrowBackUp size={15} stroke={1.7} />} onClick={() => actions.restore(card)}>
            {t('menu.restore')}
          </Menu.Item>
        )}
        <Menu.Divider />
        {card.status === 'open' && !unsorted && (
          <>
            <Menu.Item
              leftSection={<IconCircleCheck size={15} stroke={1.7} />}
              {...barred('won')}
              onClick={() => actions.win(card)}
            >
              {t('menu.win')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconCircleX size={15} stroke={1.7} />}
              {...barred('lost')}
              onClick={() => actions.lose(card)}
            >
              {t('menu.lose')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArchive size={15} stroke={1.7} />}
              {...barred('archived')}
              onClick={() => actions.archive(card)}
            >
              {t('menu.archive')}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={1.7} />} onClick={() => actions.remove(card)}>
          {t('menu.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** A lock on what the stage's rules forbid; it cannot be pressed by who may not override them (PRODUCT D4). */
function useBarred(card: DealCard): (target: string) => { disabled?: boolean; rightSection?: ReactNode } {
  const { t } = useTranslation('board');
  const { pipelines, mayOverride } = useSurroundings();
  return (target) =>
    isForbidden(pipelines, card, target)
      ? {
          disabled: !mayOverride,
          rightSection: <IconLock size={14} stroke={1.7} role="img" aria-label={t('menu.forbidden')} />,
        }
      : {};
}

function MoveTo({ card, actions }: { card: DealCard; actions: CardActions }) {
  const { t } = useTranslation('board');
  const { pipelines } = useSurroundings();
  const barred = useBarred(card);
  const usable = pipelines.filter((pipeline) => pipeline.stages.length > 0);
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconArrowRight size={15} stroke={1.7} />}>{t('menu.move')}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown className={classes.stages}>
        {usable.map((pipeline) => (
          <div key={pipeline.id}>
            {usable.length > 1 && <Menu.Label>{pipeline.name}</Menu.Label>}
            {pipeline.stages.map((stage) => (
              <Menu.Item
                key={stage.id}
                leftSection={<StageDot color={stage.color} />}
                {...(stage.id === card.stageId
                  ? { disabled: true, rightSection: <IconCheck size={14} /> }
                  : barred(stage.id))}
                onClick={() => actions.moveTo(card, stage.id)}
              >
                {stage.name}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
