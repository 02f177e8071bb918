import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { call, keyOf } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';
import { toastDone, toastError, toastProblem } from '../../ui/toast.tsx';

/** Linking and its opposites; each says what it did and how to take it back, and answers whether it was done. */
export function useLinkCalls() {
  const { t } = useTranslation('contacts');
  const projectId = useProjectId();
  const queryClient = useQueryClient();

  const refresh = async () => {
    const { get, list, duplicates, listDuplicates, timeline } = api.contacts;
    const changed = [get, list, duplicates, listDuplicates, timeline, api.deals.get];
    await Promise.all(changed.map((operation) => queryClient.invalidateQueries({ queryKey: keyOf(operation) })));
  };
  const settle = async (work: () => Promise<string | undefined>): Promise<boolean> => {
    try {
      const refused = await work();
      await refresh();
      if (refused !== undefined) toastProblem({ id: 'link', message: refused });
      return refused === undefined;
    } catch (error) {
      toastError(error);
      return false;
    }
  };
  const refusal = (why: string, message: string) => t(`link.refused.${why}`, { defaultValue: message });

  const unlink = (personLinkId: string) =>
    settle(async () => {
      await call(api.contacts.unlink, { params: { projectId, personLinkId } });
      toastDone({ id: 'link', message: t('link.undone') });
      return undefined;
    });

  return {
    unlink,
    link: (contactId: string, otherContactId: string, take: string[]) =>
      settle(async () => {
        const body = { otherContactId, take };
        const answer = await call(api.contacts.link, { params: { projectId, contactId }, body });
        if (answer.kind === 'refused') return refusal(answer.why, answer.message);
        const { linkId } = answer;
        toastDone({
          id: 'link',
          message: t('link.done'),
          action: { label: t('undo'), run: () => void unlink(linkId) },
        });
        return undefined;
      }),
    neverLink: (contactId: string, otherContactId: string) =>
      settle(async () => {
        const body = { otherContactId };
        const answer = await call(api.contacts.neverLink, { params: { projectId, contactId }, body });
        if (answer.kind === 'refused') return refusal(answer.why, answer.message);
        const allow = () =>
          settle(async () => {
            await call(api.contacts.allowLink, { params: { projectId, contactId, otherContactId } });
            return undefined;
          });
        toastDone({
          id: 'link',
          message: t('link.neverDone'),
          action: { label: t('undo'), run: () => void allow() },
        });
        return undefined;
      }),
    makePrimary: (contactId: string) =>
      settle(async () => {
        await call(api.contacts.makePrimary, { params: { projectId, contactId } });
        toastDone({ id: 'link', message: t('link.primaryDone') });
        return undefined;
      }),
  };
}
