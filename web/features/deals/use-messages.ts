import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/contract/api.ts';
import { call, keyOf } from '../../app/api.ts';
import { useLiveEvents } from '../../app/live.tsx';
import { useProjectId } from '../../app/session.ts';
import { type MessagePage, withNewest } from './message-pages.ts';

const pageSize = 40;

/** A conversation's messages: older ones on demand, new ones as they come. */
export function useMessages(conversationId: string) {
  const queryClient = useQueryClient();
  const params = { projectId: useProjectId(), conversationId };
  const queryKey = keyOf(api.conversations.messages, { params });

  const messages = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined, // the newest
    queryFn: ({ pageParam, signal }) =>
      call(api.conversations.messages, {
        params,
        query: { limit: pageSize, ...(pageParam && { before: pageParam }) },
        signal,
      }),
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });

  const refresh = async () => {
    const newest = await call(api.conversations.messages, { params, query: { limit: pageSize } });
    const kept = queryClient.getQueryData<InfiniteData<MessagePage, string | undefined>>(queryKey);
    const pages = kept && withNewest(kept.pages, newest);
    if (pages) queryClient.setQueryData(queryKey, { ...kept, pages });
    else await queryClient.resetQueries({ queryKey });
  };

  useLiveEvents((event) => {
    const about =
      event.kind === 'reconnected' ||
      (event.kind === 'changed' && event.change.conversations?.includes(conversationId));
    if (about) refresh().catch(() => undefined); // the next change asks again
  });

  return { ...messages, refresh };
}
