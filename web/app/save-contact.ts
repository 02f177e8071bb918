import { useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../../api/contract/api.ts';
import { type ContactPage, type ContactView, contactView } from '../../api/contract/contacts.ts';
import type { SaveOutcome } from '../ui/inline-text.tsx';
import { toastError } from '../ui/toast.tsx';
import { call, keyOf } from './api.ts';
import { isApiError } from './api-error.ts';
import { type SavedField, saveField, withTagChange } from './save-field.ts';
import { useProjectId } from './session.ts';
import { whoChangedContact } from './who-changed.ts';

export type ContactPatch = Omit<z.input<NonNullable<typeof api.contacts.change.body>>, 'version'>;

const mostTries = 4;

/**
 * Sends what `patchOf` says of the contact as it is known, and again of a newer one when somebody was faster. Answers with
 * that newer one when `patchOf` wants nothing more of it.
 */
function useSendContact(): (
  contact: ContactView,
  patchOf: (now: ContactView) => ContactPatch | undefined,
) => Promise<ContactView | undefined> {
  const queryClient = useQueryClient();
  const projectId = useProjectId();

  const settle = async (saved: ContactView) => {
    const params = { projectId, contactId: saved.id };
    queryClient.setQueryData<ContactPage>(
      keyOf(api.contacts.get, { params }),
      (old) => old && { ...old, contact: { ...old.contact, ...saved } },
    );
    const { get, list, count, duplicates, timeline } = api.contacts;
    const changed = [get, list, count, duplicates, timeline, api.deals.get];
    await Promise.all(changed.map((operation) => queryClient.invalidateQueries({ queryKey: keyOf(operation) })));
  };
  return async (contact, patchOf) => {
    const params = { projectId, contactId: contact.id };
    let now = contact;
    for (let tries = mostTries; ; tries--) {
      const patch = patchOf(now);
      if (!patch) return now;
      try {
        await settle(await call(api.contacts.change, { params, body: { ...patch, version: now.version } }));
        return undefined;
      } catch (error) {
        if (!isApiError(error, 'conflict') || tries <= 1) throw error;
        now = contactView.parse(error.details.contact);
      }
    }
  };
}

/** Saves one field of a contact; who comes second is told (PRODUCT D14). */
export function useSaveContact(
  contact: ContactView,
): (patch: ContactPatch, field: SavedField<ContactView>) => Promise<SaveOutcome> {
  const projectId = useProjectId();
  const send = useSendContact();
  return (patch, field) =>
    saveField({
      shown: contact,
      field,
      fresh: async () => (await call(api.contacts.get, { params: { projectId, contactId: contact.id } })).contact,
      send: (known, stillMeant) => send(known, (now) => (stillMeant(now) ? patch : undefined)),
      who: async (newest) => (await whoChangedContact({ projectId, contact: newest }, field.name))?.who,
    });
}

/** Adds tags or takes some off; what colleagues do to others at the same moment stays. */
export function useChangeContactTags(contact: ContactView): (tags: string[]) => void {
  const send = useSendContact();
  return (tags) => {
    void send(contact, (now) => ({ tags: withTagChange(contact.tags, tags, now.tags) })).catch(toastError);
  };
}

/** Sets what is on or off, whatever else has changed. Answers whether it was done. */
export function useSwitchContact(
  contact: ContactView,
): (patch: Pick<ContactPatch, 'blocked' | 'unsubscribed'>) => Promise<boolean> {
  const send = useSendContact();
  return async (patch) => {
    try {
      await send(contact, () => patch);
      return true;
    } catch (error) {
      toastError(error);
      return false;
    }
  };
}
