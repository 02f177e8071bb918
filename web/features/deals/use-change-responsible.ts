import type { DealCard } from '../../../api/contract/deals.ts';
import { useProject } from '../../app/session.ts';
import { saveChoice } from '../../ui/save-choice.ts';
import { useSaveDeal } from './use-deal.ts';

export function useChangeResponsible(deal: DealCard): (responsibleId: DealCard['responsibleId']) => Promise<void> {
  const save = useSaveDeal(deal);
  const members = useProject()?.members ?? [];
  const read = ({ responsibleId }: DealCard) => responsibleId ?? '';
  return (responsibleId) =>
    saveChoice({
      id: `responsible ${deal.id}`,
      chosen: responsibleId ?? '',
      over: read(deal),
      save: (over) => save({ responsibleId }, { name: 'responsibleId', over, read }),
      nameOf: (id) => members.find((member) => member.id === id)?.name ?? '—',
    });
}
