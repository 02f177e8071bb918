import type { TFunction } from 'i18next';
import { api } from '../../../api/contract/api.ts';
import { call } from '../../app/api.ts';
import { confirm } from '../../ui/confirm.tsx';
import { toastError } from '../../ui/toast.tsx';

/** Says what goes with the contacts and what stays, and asks. */
export async function askRemoval(
  projectId: string,
  contactIds: readonly string[],
  t: TFunction<'contacts'>,
): Promise<boolean> {
  try {
    // Of very many the first thousand are counted; the text then says "at least" by its numbers.
    const query = { ids: contactIds.slice(0, 1000).join(',') };
    const { conversations, tasks, notes, deals, linked } = await call(api.contacts.removal, {
      params: { projectId },
      query,
    });
    const gone = [
      ...(conversations > 0 ? [t('removal.conversations', { count: conversations })] : []),
      ...(tasks > 0 ? [t('removal.tasks', { count: tasks })] : []),
      ...(notes > 0 ? [t('removal.notes', { count: notes })] : []),
    ];
    const text = [
      gone.length > 0 ? t('removal.gone', { what: gone.join(', ') }) : '',
      deals > 0 ? t('removal.deals', { count: deals }) : '',
      linked > 0 ? t('removal.linked', { count: linked }) : '',
      t('removal.forGood'),
    ];
    return await confirm({
      title: t('removal.title', { count: contactIds.length }),
      text: text.filter(Boolean).join(' '),
      action: t('removal.action'),
    });
  } catch (error) {
    toastError(error);
    return false;
  }
}
