import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { TimelineEntry } from '../../../api/contract/deals.ts';
import { call, keyOf } from '../../app/api.ts';
import { LoadingScreen } from '../../app/loading-screen.tsx';
import { useProject, useProjectId } from '../../app/session.ts';
import { ActorIcon, actorName } from '../../ui/actor.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { calendarDay, clockTime, fullMoment, longDuration } from '../../ui/moments.ts';
import { explainError } from '../../ui/toast.tsx';
import classes from './timeline.module.css';
import { sentenceOf } from './timeline-sentence.ts';

type About = { dealId: string } | { contactId: string };
/** On the page of a contact each entry says which deal it is of. */
type Told = TimelineEntry & { deal?: { id: string; name: string } | null };

/** What happened to the deal, or to the customer and his deals, newest first, each entry with its actor and cause (PRODUCT D11, M2). */
export function Timeline({ about }: { about: About }) {
  const { t, i18n } = useTranslation('deals');
  const projectId = useProjectId();
  const project = useProject();
  const timeline = useInfiniteQuery({
    queryKey: keyOf('dealId' in about ? api.deals.timeline : api.contacts.timeline, {
      params: { projectId, ...about },
    }),
    initialPageParam: undefined as string | undefined, // the newest
    queryFn: ({ pageParam, signal }): Promise<{ entries: Told[]; next: string | null }> => {
      const query = pageParam ? { before: pageParam } : {};
      return 'dealId' in about
        ? call(api.deals.timeline, { params: { projectId, ...about }, query, signal })
        : call(api.contacts.timeline, { params: { projectId, ...about }, query, signal });
    },
    getNextPageParam: (page) => page.next ?? undefined,
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
      <ol className={classes.list}>
        {entries.map((entry, at) => {
          const sentence = sentenceOf(entry, { t, language: i18n.language, memberName, variableName });
          if (!sentence) return null;
          const day = new Date(entry.at).toDateString();
          const newDay = at === 0 || new Date(entries[at - 1]?.at ?? 0).toDateString() !== day;
          return (
            <Fragment key={entry.id}>
              {newDay && <li className={classes.day}>{calendarDay(entry.at, i18n.language)}</li>}
              <Entry entry={entry} sentence={sentence} />
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
    </div>
  );
}

function Entry({ entry, sentence }: { entry: Told; sentence: NonNullable<ReturnType<typeof sentenceOf>> }) {
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
          {actorName(entry.actor)}
          {entry.deal && ` · ${entry.deal.name}`}
          {entry.cause.messageId && ` · ${t('timeline.afterMessage')}`}
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
