import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconCheckbox, IconClock, IconDots, IconMail, IconPhone } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealCard } from '../../../api/contract/deals.ts';
import type { cardFields } from '../../../api/contract/pipelines.ts';
import { usePermissions } from '../../app/session.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { FamilyBadge } from '../../ui/family-badge.tsx';
import { fieldText } from '../../ui/field-text.ts';
import { MemberAvatar } from '../../ui/member-avatar.tsx';
import { daysFrom, fullMoment, shortDay, shortDuration } from '../../ui/moments.ts';
import { formatMoney } from '../../ui/money.ts';
import { variableText } from '../../ui/variable-text.ts';
import { useSurroundings } from './board-context.ts';
import classes from './deal-card-face.module.css';
import { isRotting } from './rotting.ts';

type CardField = (typeof cardFields)[number];

interface FaceProps {
  card: DealCard;
  handle?: Ref<HTMLButtonElement>;
  describedBy?: string | undefined;
  /** Held in the hand: no menu, lifted. */
  held?: boolean;
}

/** What a card looks like; dragging is the business of whoever shows it. */
export const DealCardFace = memo(function DealCardFace({ card, handle, describedBy, held = false }: FaceProps) {
  const { t } = useTranslation('board');
  const { pipeline, open, openMenu, mayEdit, now } = useSurroundings();
  const { settings } = pipeline;
  const shows = (field: CardField) => settings.cardFields.includes(field);
  const rotting = isRotting(card, settings, now);

  return (
    <div
      className={classes.card}
      data-held={held || undefined}
      data-rotting={rotting || undefined}
      data-density={settings.density}
      data-closed={card.status !== 'open' || undefined}
    >
      <div className={classes.head}>
        <button
          type="button"
          ref={handle}
          data-handle
          className={classes.title}
          aria-describedby={describedBy}
          onClick={() => open(card)}
        >
          {card.name}
        </button>
        {card.merged > 0 && (
          <FamilyBadge
            deal={card}
            text={t('card.merged', { count: card.merged })}
            hint={t('card.mergedHint', { count: card.merged })}
          />
        )}
        {card.unread > 0 && (
          <span className={classes.unread} role="img" aria-label={t('card.unread', { count: card.unread })}>
            {card.unread > 99 ? '99+' : card.unread}
          </span>
        )}
        {!held && mayEdit && (
          <ActionIcon
            className={classes.menu}
            size={22}
            aria-label={t('card.actions', { name: card.name })}
            aria-haspopup="menu"
            onClick={(event) => openMenu(card, event.currentTarget.getBoundingClientRect())}
          >
            <IconDots size={16} stroke={1.8} />
          </ActionIcon>
        )}
      </div>

      {(shows('contact') || shows('channel')) && (card.contactName || card.channels.length > 0) && (
        <div className={classes.contact}>
          {shows('channel') &&
            card.channels.map((channel) => (
              <ChannelIcon key={`${channel.kind} ${channel.imitates}`} channel={channel} size={14} />
            ))}
          {shows('contact') && card.contactName !== card.name && (
            <span className={classes.clip}>{card.contactName}</span>
          )}
          {shows('contact') && card.contactName === card.name && card.lastMessageText && (
            <span className={classes.clip}>{card.lastMessageText}</span>
          )}
        </div>
      )}
      {shows('phone') && card.phone && <Line icon={<IconPhone size={13} stroke={1.7} />}>{card.phone}</Line>}
      {shows('email') && card.email && <Line icon={<IconMail size={13} stroke={1.7} />}>{card.email}</Line>}
      {shows('description') && card.description && <p className={classes.description}>{card.description}</p>}
      <CardVariables card={card} names={settings.cardVariables} />
      {shows('tags') && card.tags.length > 0 && (
        <div className={classes.tags}>
          {card.tags.slice(0, 4).map((tag) => (
            <span key={tag} className={classes.tag}>
              {tag}
            </span>
          ))}
          {card.tags.length > 4 && <span className={classes.tag}>+{card.tags.length - 4}</span>}
        </div>
      )}
      {card.unsorted && card.status === 'open' && card.stageId === null && <UnsortedNote card={card} />}
      {card.closeReason && card.status !== 'won' && <p className={classes.description}>{card.closeReason}</p>}
      <CardFoot card={card} shows={shows} rotting={rotting} />
    </div>
  );
});

function CardVariables({ card, names }: { card: DealCard; names: string[] }) {
  const { language, memberNames, fields } = useSurroundings();
  const reader = { language, memberName: (id: string) => memberNames.get(id) };
  const shown = names.filter((name) => card.variables[name] !== undefined && card.variables[name] !== null);
  if (shown.length === 0) return null;
  return (
    <dl className={classes.variables}>
      {shown.map((name) => {
        const field = fields.get(name);
        return (
          <div key={name}>
            <dt>{field?.name ?? name}</dt>
            <dd>
              {field ? fieldText(field, card.variables[name], reader) : variableText(card.variables[name], language)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function CardFoot({
  card,
  shows,
  rotting,
}: {
  card: DealCard;
  shows: (field: CardField) => boolean;
  rotting: boolean;
}) {
  const { t } = useTranslation('board');
  const { language, now, memberNames } = useSurroundings();
  const amount = shows('amount') && card.amount !== null;
  const task = shows('next_task') ? card.nextTask : null;
  const created = shows('created');
  const inStage = shows('time_in_stage') && card.status === 'open';
  const responsible = shows('responsible');
  if (!amount && !task && !created && !inStage && !responsible && !rotting) return null;

  return (
    <div className={classes.foot}>
      {amount && card.amount !== null && (
        <span className={classes.amount}>{formatMoney(card.amount, card.currency, language)}</span>
      )}
      <span className={classes.space} />
      {task && <TaskChip title={task.title} dueAt={task.dueAt} />}
      {created && (
        <span title={t('card.created', { at: fullMoment(card.createdAt, language) })} className={classes.quiet}>
          {shortDay(card.createdAt, language)}
        </span>
      )}
      {(inStage || rotting) && (
        <span
          className={rotting ? classes.rotting : classes.quiet}
          title={t(rotting ? 'card.rotting' : 'card.inStage', { at: fullMoment(card.stageEnteredAt, language) })}
        >
          {rotting ? (
            <IconAlertTriangle size={12} stroke={1.9} aria-hidden />
          ) : (
            <IconClock size={12} stroke={1.8} aria-hidden />
          )}
          {shortDuration(now - Date.parse(card.stageEnteredAt), language)}
        </span>
      )}
      {responsible && (
        <MemberAvatar
          name={card.responsibleId && (memberNames.get(card.responsibleId) ?? '?')}
          size={20}
          tooltip={false}
        />
      )}
    </div>
  );
}

function TaskChip({ title, dueAt }: { title: string; dueAt: string | null }) {
  const { t } = useTranslation('board');
  const { language, now } = useSurroundings();
  const days = dueAt === null ? undefined : daysFrom(new Date(now), dueAt);
  const overdue = dueAt !== null && Date.parse(dueAt) < now;
  const label = () => {
    if (days === undefined || dueAt === null) return t('card.task');
    if (overdue && days < 0) return t('card.overdue', { count: -days });
    if (days === 0) return t('card.today');
    return days === 1 ? t('card.tomorrow') : shortDay(dueAt, language);
  };
  return (
    <span
      title={dueAt ? `${title} · ${fullMoment(dueAt, language)}` : title}
      className={classes.task}
      data-overdue={overdue || undefined}
      data-today={days === 0 || undefined}
    >
      <IconCheckbox size={13} stroke={1.8} aria-hidden />
      {label()}
    </span>
  );
}

/** Why the card is in Unsorted, in words, with the way to change it (PRODUCT M1) and the way out (D7). */
function UnsortedNote({ card }: { card: DealCard }) {
  const { t } = useTranslation('board');
  const { mayEdit, acceptInto } = useSurroundings();
  if (!card.unsorted) return null;
  return (
    <div className={classes.unsorted}>
      <p>
        {t(`unsorted.${card.unsorted.kind}`, {
          block: card.unsorted.kind === 'block_not_reached' ? card.unsorted.blockTitle : '',
          flow: card.unsorted.kind === 'block_not_reached' ? card.unsorted.flowName : '',
        })}{' '}
        <UnsortedLink reason={card.unsorted} />
      </p>
      {mayEdit && (
        <Button variant="default" size="xs" fullWidth onClick={() => acceptInto(card)} className={classes.accept}>
          {t('accept')}
        </Button>
      )}
    </div>
  );
}

/** To the block or setting that would change it. */
function UnsortedLink({ reason }: { reason: NonNullable<DealCard['unsorted']> }) {
  const { t } = useTranslation('board');
  const { projectId, pipeline, mayEdit, createStage } = useSurroundings();
  const { may } = usePermissions();
  const text = t(`unsorted.${reason.kind}_link`);
  if (reason.kind !== 'no_pipeline') {
    const section = reason.kind === 'setting_off' ? 'leads' : 'flows';
    if (!may(section === 'leads' ? 'settings' : 'flows', 'view')) return null;
    return (
      <Link
        to="/p/$projectId/settings/$section"
        params={{ projectId, section }}
        {...(reason.kind === 'block_not_reached' && { search: { flow: reason.flowId, block: reason.blockId } })}
        className={classes.link}
      >
        {text}
      </Link>
    );
  }
  const chosen = reason.pipelineId ?? pipeline.id;
  if (chosen !== pipeline.id) {
    return (
      <Link to="/p/$projectId/board/$pipelineId" params={{ projectId, pipelineId: chosen }} className={classes.link}>
        {text}
      </Link>
    );
  }
  if (!mayEdit || pipeline.stages.length > 0) return null;
  return (
    <button type="button" className={classes.link} onClick={createStage}>
      {text}
    </button>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.contact}>
      {icon}
      <span className={classes.clip}>{children}</span>
    </div>
  );
}
