import type { DealRow } from '../../../api/contract/deal-list.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { FamilyBadge } from '../../ui/family-badge.tsx';
import { MemberAvatar } from '../../ui/member-avatar.tsx';
import { daysFrom, fullMoment, listDay, shortDay, shortDuration } from '../../ui/moments.ts';
import { formatMoney } from '../../ui/money.ts';
import { StageDot, SystemStageIcon } from '../../ui/stage-dot.tsx';
import { variableText } from '../../ui/variable-text.ts';
import classes from './cell-content.module.css';
import { useListSurroundings } from './list-context.ts';
import { variableOf } from './variable-of.ts';

/** A value as it is read in its column. Nothing at all where there is none: a table full of dashes hides what is there. */
export function CellContent({ row, field }: { row: DealRow; field: NamedField }) {
  switch (field.key) {
    case 'name':
      return <Name row={row} />;
    case 'stage':
      return <StageOf row={row} />;
    case 'status':
      return <Status row={row} />;
    case 'pipeline':
      return <PipelineOf row={row} />;
    case 'amount':
      return row.amount === null ? null : <Money amount={row.amount} currency={row.currency} />;
    case 'responsible':
      return <Member memberId={row.responsibleId} />;
    case 'tags':
      return <Tags tags={row.tags} />;
    case 'channel':
      return <Channels row={row} />;
    case 'next_task':
      return <NextTask row={row} />;
    case 'last_message':
      return <LastMessage row={row} />;
    case 'stage_entered':
      return <InStage row={row} />;
    case 'created':
      return <Moment at={row.createdAt} />;
    case 'updated':
      return <Moment at={row.updatedAt} />;
    case 'description':
      return <Text text={row.description} />;
    case 'closed':
      return <Moment at={row.closedAt} />;
    case 'close_reason':
      return <Text text={row.closeReason} />;
    case 'contact.name':
      return <Text text={row.contactName} />;
    case 'contact.phone':
      return <Text text={row.phone} />;
    case 'contact.email':
      return <Text text={row.email} />;
    case 'contact.tags':
      return <Tags tags={row.contactTags} />;
    case 'contact.responsible':
      return <Member memberId={row.contactResponsibleId} />;
    default:
      return <Variable row={row} field={field} />;
  }
}

function Text({ text }: { text: string | null }) {
  return text ? (
    <span className={classes.text} title={text}>
      {text}
    </span>
  ) : null;
}

function Name({ row }: { row: DealRow }) {
  const { t } = useListSurroundings();
  return (
    <>
      <span className={classes.name} title={row.name}>
        {row.name}
      </span>
      {row.merged > 0 && <FamilyBadge deal={row} text={String(row.merged)} hint={t('merged', { count: row.merged })} />}
      {row.unread > 0 && (
        <span className={classes.unread} role="img" aria-label={t('unread', { count: row.unread })}>
          {row.unread > 99 ? '99+' : row.unread}
        </span>
      )}
    </>
  );
}

export function StageOf({ row }: { row: DealRow }) {
  const { tFields: t, pipelines } = useListSurroundings();
  const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === row.stageId);
  if (row.status === 'open' && !stage) {
    return (
      <span className={classes.badge}>
        <SystemStageIcon stage="unsorted" size={14} />
        <span className={classes.text}>{t('status.unsorted')}</span>
      </span>
    );
  }
  return (
    <span className={classes.badge} data-closed={row.status !== 'open' || undefined}>
      {row.status === 'open' ? (
        <StageDot color={stage?.color ?? 'gray'} />
      ) : (
        <SystemStageIcon stage={row.status} size={14} />
      )}
      <span className={classes.text} title={stage?.name}>
        {stage?.name ?? t(`status.${row.status}`)}
      </span>
    </span>
  );
}

function Status({ row }: { row: DealRow }) {
  const { tFields: t } = useListSurroundings();
  const unsorted = row.status === 'open' && row.stageId === null;
  return (
    <span className={classes.badge}>
      {row.status !== 'open' && <SystemStageIcon stage={row.status} size={14} />}
      <span className={classes.text}>{t(`status.${unsorted ? 'unsorted' : row.status}`)}</span>
    </span>
  );
}

function PipelineOf({ row }: { row: DealRow }) {
  const { pipelines } = useListSurroundings();
  return <Text text={pipelines.find(({ id }) => id === row.pipelineId)?.name ?? null} />;
}

function Money({ amount, currency }: { amount: number; currency: string }) {
  const { language } = useListSurroundings();
  return <span className={classes.money}>{formatMoney(amount, currency, language)}</span>;
}

export function Member({ memberId }: { memberId: string | null }) {
  const { members } = useListSurroundings();
  if (memberId === null) return null;
  const name = members.find(({ id }) => id === memberId)?.name ?? '?';
  return (
    <>
      <MemberAvatar name={name} size={20} tooltip={false} />
      <span className={classes.text}>{name}</span>
    </>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className={classes.tags} title={tags.join(', ')}>
      {tags.slice(0, 6).map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
        </span>
      ))}
    </span>
  );
}

function Channels({ row }: { row: DealRow }) {
  return (
    <>
      {row.channels.map((channel) => (
        <ChannelIcon key={`${channel.kind} ${channel.imitates}`} channel={channel} size={16} />
      ))}
    </>
  );
}

export function NextTask({ row }: { row: DealRow }) {
  const { t, language, now } = useListSurroundings();
  const task = row.nextTask;
  if (!task) return null;
  const days = task.dueAt === null ? undefined : daysFrom(new Date(now), task.dueAt);
  const overdue = task.dueAt !== null && Date.parse(task.dueAt) < now;
  const due = () => {
    if (task.dueAt === null || days === undefined) return undefined;
    if (days === 0) return t('today');
    return days === 1 ? t('tomorrow') : shortDay(task.dueAt, language);
  };
  return (
    <span
      className={classes.task}
      title={task.dueAt ? `${task.title} · ${fullMoment(task.dueAt, language)}` : task.title}
    >
      {task.dueAt && (
        <span className={classes.due} data-overdue={overdue || undefined} data-today={days === 0 || undefined}>
          {due()}
        </span>
      )}
      <span className={classes.text}>{task.title}</span>
    </span>
  );
}

function LastMessage({ row }: { row: DealRow }) {
  const { language, now } = useListSurroundings();
  if (!row.lastMessageAt) return null;
  const ago = Math.max(0, now - Date.parse(row.lastMessageAt));
  return (
    <span className={classes.task} title={fullMoment(row.lastMessageAt, language)}>
      <span className={classes.quiet}>{shortDuration(ago, language)}</span>
      <span className={classes.text}>{row.lastMessageText}</span>
    </span>
  );
}

function InStage({ row }: { row: DealRow }) {
  const { language, now } = useListSurroundings();
  return (
    <span className={classes.quiet} title={fullMoment(row.stageEnteredAt, language)}>
      {shortDuration(Math.max(0, now - Date.parse(row.stageEnteredAt)), language)}
    </span>
  );
}

function Moment({ at }: { at: string | null }) {
  const { language, now } = useListSurroundings();
  if (!at) return null;
  return (
    <span className={classes.quiet} title={fullMoment(at, language)}>
      {listDay(at, language, now)}
    </span>
  );
}

function Variable({ row, field }: { row: DealRow; field: NamedField }) {
  const { language } = useListSurroundings();
  const value = variableOf(row, field.key);
  if (value === null || value === undefined || value === '') return null;
  if (field.holds === 'member') return <Member memberId={String(value)} />;
  if (field.holds === 'money' && typeof value === 'number') {
    return <Money amount={value} currency={field.currency ?? row.currency} />;
  }
  if (field.holds === 'date' && typeof value === 'string') return <Moment at={value} />;
  return <Text text={variableText(value, language)} />;
}
