import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../api/contract/api.ts';
import type { ContactFilter } from '../../../api/contract/contact-filter.ts';
import type { ContactSort } from '../../../api/contract/contacts.ts';
import { call, keyOf } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';

/** Pages of contacts, as many as were scrolled to. */
export function useContactList(filter: ContactFilter, sort: ContactSort) {
  const params = { projectId: useProjectId() };
  const query = { filter: JSON.stringify(filter), sort };
  return useInfiniteQuery({
    queryKey: keyOf(api.contacts.list, { params, query }),
    initialPageParam: undefined as string | undefined, // the first page
    queryFn: ({ pageParam, signal }) =>
      call(api.contacts.list, { params, query: { ...query, ...(pageParam && { after: pageParam }) }, signal }),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
}
