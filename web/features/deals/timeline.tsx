import { Button, Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { type TimelineAbout, type TimelineEntry, timelineAbout } from '../../../api/contract/deals.ts';
import { call, keyOf } from '../../app/api.ts';
import { LoadingScreen } from '../../app/loading-screen.tsx';
import { usePermissions, useProject, useProjectId } from '../../app/session.ts';
import { ActorIcon, actorName } from '../../ui/actor.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { calendarDay, clockTime, fullMoment, longDuration } from '../../ui/moments.ts';
import { explainError } from '../../ui/toast.tsx';
import type { MessagePlace } from './conversation.tsx';
import classes from './timeline.module.css';
import { sentenceOf } from './timeline-sentence.ts';
import { TurnTrace } from './turn-trace.tsx';

type About = { dealId: string } | { contactId: string };
/** On the page of a contact each entry says which deal it is of. */
type Told = TimelineEntry & { deal?: { id: string; name: string } | null };

interface TimelineProps {
  about: About;
  /** Shows a message where it was said. */
  onMessage?: (message: MessagePlace) => void;
}

/** What happened to the deal, or to the customer and his deals, newest first, each entry with its actor and cause (PRODUCT D11, M2). */
export function Timeline({ about, onMessage }: TimelineProps) {
  const { t, i18n } = useTranslation('deals');
  const projectId = useProjectId();
  const project = useProject();
  const [only, setOnly] = useState<TimelineAbout | null>(null);
  const [turnId, setTurnId] = useState<string | null>(null);
  const timeline = useInfiniteQuery({
    queryKey: [
      ...keyOf('dealId' in about ? api.deals.timeline : api.contacts.timeline, { params: { projectId, ...about } }),
      only,
    ],
    initialPageParam: undefined as string | undefined, // the newest
    queryFn: ({ pageParam, signal }): Promise<{ entries: Told[]; next: string | null }> => {
      const query = pageParam ? { before: pageParam } : {};
      return 'dealId' in about
        ? call(api.deals.timeline, {
            params: { projectId, ...about },
            query: { ...query, ...(only && { about: only }) },
            signal,
          })
        : call(api.contacts.timeline, { params: { projectId, ...about }, query, signal });
    },
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });

  if (timeline.isPending) return <LoadingScreen />;
  if (timeline.isError && !timeline.data) {
    return (
      <EmptyState title={t('failed')} action={<Button onClick={() => void timeline.refetch()}>{t('retry')}</Button>}>
        {explainError(timeline.error)}
      </EmptyState>
    );
  }
  const entries = (timeline.data?.pages ?? []).flatMap((page) => page.entries);
  const memberName = (id: unknown) => project?.members.find((member) => member.id === id)?.name ?? null;
  const variableName = (entity: string, key: string) =>
    project?.fields.find((field) => field.entity === entity && field.key === key)?.name ?? key;
  return (
    <div className={classes.scroller}>
      {'dealId' in about && (
        <Select
          className={classes.about}
          size="xs"
          aria-label={t('timeline.about')}
          allowDeselect={false}
          value={only ?? 'all'}
          data={['all', ...timelineAbout.options].map((value) => ({ value, label: t(`timeline.${value}`) }))}
          onChange={(chosen) => setOnly(timelineAbout.options.find((one) => one === chosen) ?? null)}
        />
      )}
      {entries.length === 0 && <p className={classes.line}>{t('timeline.empty')}</p>}
      <ol className={classes.list}>
        {entries.map((entry, at) => {
          const sentence = sentenceOf(entry, { t, language: i18n.language, memberName, variableName });
          if (!sentence) return null;
          const day = new Date(entry.at).toDateString();
          const newDay = at === 0 || new Date(entries[at - 1]?.at ?? 0).toDateString() !== day;
          return (
            <Fragment key={entry.id}>
              {newDay && <li className={classes.day}>{calendarDay(entry.at, i18n.language)}</li>}
              <Entry entry={entry} sentence={sentence} onMessage={onMessage} onTurn={setTurnId} />
            </Fragment>
          );
        })}
      </ol>
      {timeline.hasNextPage && (
        <Button
          variant="default"
          className={classes.more}
          loading={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {t('timeline.more')}
        </Button>
      )}
      {turnId && <TurnTrace turnId={turnId} onClose={() => setTurnId(null)} />}
    </div>
  );
}

interface EntryProps {
  entry: Told;
  sentence: NonNullable<ReturnType<typeof sentenceOf>>;
  onMessage: TimelineProps['onMessage'];
  onTurn: (turnId: string) => void;
}

function Entry({ entry, sentence, onMessage, onTurn }: EntryProps) {
  const { t, i18n } = useTranslation('deals');
  const inStage = entry.payload.inStageMs;
  return (
    <li className={classes.entry}>
      <span className={classes.icon}>
        <ActorIcon actor={entry.actor} />
      </span>
      <div className={classes.text}>
        <p className={classes.sentence}>{sentence.text}</p>
        {sentence.lines.map((line) => (
          <p key={line} className={classes.line}>
            {line}
          </p>
        ))}
        <p className={classes.who}>
          <Actor actor={entry.actor} />
          {entry.deal && ` · ${entry.deal.name}`}
          <Cause cause={entry.cause} onMessage={onMessage} onTurn={onTurn} />
          {typeof inStage === 'number' && sentence.left !== null && (
            <>
              {' · '}
              {t('timeline.spent', { stage: sentence.left, time: longDuration(inStage, i18n.language) })}
            </>
          )}
        </p>
      </div>
      <time className={classes.time} dateTime={entry.at} title={fullMoment(entry.at, i18n.language)}>
        {clockTime(entry.at, i18n.language)}
      </time>
    </li>
  );
}

/** Of a flow its block can be opened, where the role may see flows. */
function Actor({ actor }: { actor: TimelineEntry['actor'] }) {
  const { t } = useTranslation('deals');
  const projectId = useProjectId();
  const { may } = usePermissions();
  if (actor.kind !== 'flow' || !may('flows', 'view') || !may('settings', 'view')) return actorName(actor);
  return (
    <Link
      className={classes.link}
      to="/p/$projectId/settings/$section"
      params={{ projectId, section: 'flows' }}
      search={{ flow: actor.flowId, block: actor.blockId }}
      title={t('timeline.toBlock')}
    >
      {actorName(actor)}
    </Link>
  );
}

/** Why it happened: the message that led to it, and what the bot made of it (PRODUCT M2). */
function Cause({
  cause,
  onMessage,
  onTurn,
}: { cause: TimelineEntry['cause'] } & Pick<EntryProps, 'onMessage' | 'onTurn'>) {
  const { t } = useTranslation('deals');
  const { may } = usePermissions();
  const { messageId, conversationId, turnId } = cause;
  const talks = may('inbox', 'view');
  return (
    <>
      {messageId && !(talks && conversationId && onMessage) && ` · ${t('timeline.toMessage')}`}
      {messageId && talks && conversationId && onMessage && (
        <>
          {' · '}
          <button type="button" className={classes.link} onClick={() => onMessage({ messageId, conversationId })}>
            {t('timeline.toMessage')}
          </button>
        </>
      )}
      {turnId && talks && (
        <>
          {' · '}
          <button type="button" className={classes.link} onClick={() => onTurn(turnId)}>
            {t('timeline.why')}
          </button>
        </>
      )}
    </>
  );
}
