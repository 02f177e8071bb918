import { Button, SegmentedControl } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconMessageOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { DealView } from '../../../api/contract/deals.ts';
import { call, keyOf } from '../../app/api.ts';
import { LoadingScreen } from '../../app/loading-screen.tsx';
import { usePermissions, useProjectId } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { calendarDay, daysFrom } from '../../ui/moments.ts';
import { explainError } from '../../ui/toast.tsx';
import { Composer, type Pending, PendingBubble } from './composer.tsx';
import classes from './conversation.module.css';
import { MessageBubble } from './message-bubble.tsx';
import { inDays } from './message-pages.ts';
import { SpeakerBar } from './speaker-bar.tsx';
import { useMessages } from './use-messages.ts';

export type ConversationOfDeal = DealView['conversations'][number];

/** A message that somebody looks for. */
export interface MessagePlace {
  conversationId: string;
  messageId: string;
}

/** The talk beside the deal; with several messengers, the newest first. */
export function Conversation({
  conversations,
  sought = null,
}: Pick<DealView, 'conversations'> & { sought?: MessagePlace | null }) {
  const { t } = useTranslation('deals');
  const [chosen, setChosen] = useState<string | null>(sought?.conversationId ?? null);
  const conversation = conversations.find(({ id }) => id === chosen) ?? conversations[0];

  if (!conversation) {
    return (
      <EmptyState icon={<IconMessageOff size={20} stroke={1.7} />} title={t('conversation.none')}>
        {t('conversation.noneText')}
      </EmptyState>
    );
  }
  return (
    <div className={classes.conversation}>
      {conversations.length > 1 && (
        <SegmentedControl
          className={classes.channels}
          value={conversation.id}
          onChange={setChosen}
          data={conversations.map(({ id, channelName, unread }) => ({
            value: id,
            label: unread > 0 ? `${channelName} · ${unread}` : channelName,
          }))}
        />
      )}
      <Thread
        key={conversation.id}
        conversation={conversation}
        soughtId={sought?.conversationId === conversation.id ? sought.messageId : null}
      />
    </div>
  );
}

function Thread({ conversation, soughtId }: { conversation: ConversationOfDeal; soughtId: string | null }) {
  const { t } = useTranslation('deals');
  const { may } = usePermissions();
  const messages = useMessages(conversation.id);
  const [pending, setPending] = useState<Pending[]>([]);
  const older = useIntersection({ rootMargin: '300px' });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = messages;

  useMarkRead(conversation);
  const thread = useSought(soughtId, messages);
  useEffect(() => {
    if (older.entry?.isIntersecting && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [older.entry?.isIntersecting, hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (messages.isPending) return <LoadingScreen />;
  if (messages.isError && !messages.data) {
    return (
      <EmptyState title={t('failed')} action={<Button onClick={() => void messages.refetch()}>{t('retry')}</Button>}>
        {explainError(messages.error)}
      </EmptyState>
    );
  }
  const days = inDays(messages.data?.pages ?? []);
  return (
    <>
      <SpeakerBar conversation={conversation} />
      {/* Reversed: the scroll begins at the newest message and stays there while more come. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it */}
      <div className={classes.scroller} tabIndex={0}>
        <div ref={thread} className={classes.messages} role="log" aria-label={t('conversation.label')}>
          <div ref={older.ref} className={classes.older}>
            {isFetchingNextPage && t('conversation.older')}
          </div>
          {days.length === 0 && pending.length === 0 && <p className={classes.empty}>{t('conversation.empty')}</p>}
          {days.map(({ day, messages: ofDay }) => (
            <div key={day} className={classes.day}>
              <DayMark at={ofDay[0]?.at ?? day} />
              {ofDay.map((message, at) => (
                <MessageBubble key={message.id} message={message} before={ofDay[at - 1]} />
              ))}
            </div>
          ))}
          {pending.map((one) => (
            <PendingBubble key={one.key} pending={one} />
          ))}
        </div>
      </div>
      {may('inbox', 'edit') && (
        <Composer conversation={conversation} setPending={setPending} onSent={() => messages.refresh()} />
      )}
    </>
  );
}

function DayMark({ at }: { at: string }) {
  const { t, i18n } = useTranslation('deals');
  const days = daysFrom(new Date(), at);
  return (
    <div className={classes.dayMark}>
      {days === 0 ? t('today') : days === -1 ? t('yesterday') : calendarDay(at, i18n.language)}
    </div>
  );
}

/** What is on a visible screen is read. */
function useMarkRead(conversation: ConversationOfDeal): void {
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  const { id, unread } = conversation;
  useEffect(() => {
    if (unread === 0) return;
    const mark = () => {
      if (document.visibilityState !== 'visible') return;
      call(api.conversations.markRead, { params: { projectId, conversationId: id } }).then(
        () =>
          Promise.all(
            [api.deals.get, api.contacts.get].map((one) => queryClient.invalidateQueries({ queryKey: keyOf(one) })),
          ),
        () => undefined, // the badge stays, the next look tries again
      );
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [projectId, id, unread, queryClient]);
}

/** Brings a message into view, reading back as far as it takes. Ids are in the order of time. */
function useSought(soughtId: string | null, messages: ReturnType<typeof useMessages>) {
  const thread = useRef<HTMLDivElement>(null);
  const shownId = useRef<string | null>(null);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = messages;
  const known = (data?.pages ?? []).flatMap((page) => page.messages);
  const oldest = known.at(-1)?.id;
  useEffect(() => {
    if (!soughtId || shownId.current === soughtId || !oldest) return;
    if (oldest > soughtId) {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
      return;
    }
    const line = thread.current?.querySelector(`[data-message="${CSS.escape(soughtId)}"]`);
    if (!line) return;
    shownId.current = soughtId;
    line.scrollIntoView({ block: 'center' });
    line.setAttribute('data-sought', 'true');
  }, [soughtId, oldest, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return thread;
}
