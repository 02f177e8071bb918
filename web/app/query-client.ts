import { QueryCache, QueryClient } from '@tanstack/react-query';
import { api } from '../../api/contract/api.ts';
import { keyOf } from './api.ts';
import { isApiError } from './api-error.ts';

/** Answers stay fresh until a live change says otherwise, so looking at another tab costs nothing. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      const signedOut = isApiError(error, 'unauthenticated') && query.queryKey[0] !== api.session.me.name;
      if (signedOut) void queryClient.resetQueries({ queryKey: keyOf(api.session.me) });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && isWorthRetrying(error),
    },
  },
});

function isWorthRetrying(error: Error): boolean {
  return isApiError(error, 'offline') || isApiError(error, 'unavailable') || isApiError(error, 'internal');
}
