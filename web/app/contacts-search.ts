import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type ContactFilter, contactFilterParam } from '../../api/contract/contact-filter.ts';
import { type ContactSort, contactSort } from '../../api/contract/contacts.ts';
import type { SavedView } from '../../api/contract/views.ts';

/** What the address of the contacts says: it survives a reload and can be sent to a colleague. */
export interface ContactsSearch {
  /** JSON. */
  filter?: string;
  view?: 'duplicates';
  /** Default: the newest first. */
  sort?: ContactSort;
  /** Id of the saved view that all of this came from. */
  saved?: string;
}

export function readContactsSearch(search: Record<string, unknown>): ContactsSearch {
  const filter = typeof search.filter === 'object' ? JSON.stringify(search.filter) : search.filter;
  const sort = contactSort.safeParse(search.sort).data;
  return {
    ...(typeof filter === 'string' && filter !== '' && filter !== '{}' && { filter }),
    ...(search.view === 'duplicates' && { view: 'duplicates' }),
    ...(sort && { sort }),
    ...(typeof search.saved === 'string' && search.saved !== '' && { saved: search.saved }),
  };
}

/** The address that shows what a saved view keeps. */
export function showContactView({ id, filter, sort }: SavedView): ContactsSearch {
  return readContactsSearch({ filter, sort, saved: id });
}

/** What is shown, with the ways to change what the address says. */
export function useContactsSearch() {
  const search = useSearch({ from: '/p/$projectId/contacts' });
  const navigate = useNavigate({ from: '/p/$projectId/contacts' });
  const filter = useMemo<ContactFilter>(
    () => contactFilterParam.safeParse(search.filter ?? '{}').data ?? {},
    [search.filter],
  );
  const go = useCallback(
    (next: (before: ContactsSearch) => Record<string, unknown>) =>
      void navigate({ search: (before) => readContactsSearch(next(before)), replace: true }),
    [navigate],
  );
  const setFilter = useCallback(
    ({ search: words, conditions = [] }: ContactFilter) =>
      go((before) => ({
        ...before,
        filter: { ...(words && { search: words }), ...(conditions.length > 0 && { conditions }) },
      })),
    [go],
  );
  const setSort = useCallback((sort: string | undefined) => go((before) => ({ ...before, sort })), [go]);
  const setView = useCallback((view: 'list' | 'duplicates') => go((before) => ({ ...before, view })), [go]);
  const { sort, saved, view = 'list' } = search;
  return { filter, sort, saved, view, go, setFilter, setSort, setView };
}
