import { useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../../../api/contract/api.ts';
import { call, keyOf, useOperation } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';
import type { SaveOutcome } from '../../ui/inline-text.tsx';
import { toastError } from '../../ui/toast.tsx';

type ContactPatch = z.input<NonNullable<typeof api.contacts.change.body>>;

export function useContact(contactId: string) {
  const projectId = useProjectId();
  return useOperation(api.contacts.get, { params: { projectId, contactId } });
}

/** Saves given fields; what colleagues change in others at the same moment stays. */
export function useSaveContact(contactId: string): (patch: ContactPatch) => Promise<SaveOutcome> {
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  return async (patch) => {
    try {
      await call(api.contacts.change, { params: { projectId, contactId }, body: patch });
      const { get, list, duplicates, timeline } = api.contacts;
      const changed = [get, list, duplicates, timeline, api.deals.get];
      await Promise.all(changed.map((operation) => queryClient.invalidateQueries({ queryKey: keyOf(operation) })));
      return { kind: 'saved' };
    } catch (error) {
      toastError(error);
      return { kind: 'failed' };
    }
  };
}
