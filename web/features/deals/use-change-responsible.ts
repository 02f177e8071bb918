import { useTranslation } from 'react-i18next';
import type { DealCard } from '../../../api/contract/deals.ts';
import { useProject } from '../../app/session.ts';
import { toastProblem } from '../../ui/toast.tsx';
import { useSaveDeal } from './use-deal.ts';

/** A choice cannot be kept in its field as typed words can: who meets a colleague's newer choice is asked by a toast (PRODUCT D14). */
export function useChangeResponsible(deal: DealCard) {
  const { t } = useTranslation('ui');
  const save = useSaveDeal(deal);
  const members = useProject()?.members ?? [];
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? '—';

  const change = async (responsibleId: DealCard['responsibleId'], over = deal.responsibleId ?? ''): Promise<void> => {
    const field = { name: 'responsibleId', over, read: (newest: DealCard) => newest.responsibleId ?? '' };
    const outcome = await save({ responsibleId }, field);
    if (outcome.kind !== 'conflict' || outcome.newer === (responsibleId ?? '')) return;
    toastProblem({
      id: `responsible ${deal.id}`,
      message: t('conflict.chosen', { who: outcome.who ?? '—', newer: nameOf(outcome.newer) }),
      action: { label: t('conflict.mine'), run: () => void change(responsibleId, outcome.newer) },
    });
  };
  return change;
}
