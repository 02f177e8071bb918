import { useTranslation } from 'react-i18next';
import type { DealCard } from '../../../api/contract/deals.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import { useLive } from '../../app/live.tsx';
import { type DealPatch, useSendPatch } from '../../app/send-patch.ts';
import { useProjectId } from '../../app/session.ts';
import { whoChanged } from '../../app/who-changed.ts';
import { toastError, toastProblem } from '../../ui/toast.tsx';

interface CellChange {
  patch: DealPatch;
  /** As the timeline names the field: `name`, `variables.size` … */
  name: string;
  /** The field's value as text, to tell whether a colleague has changed this very field. */
  read: (deal: DealCard) => string;
}

/**
 * Saves what was typed into a cell. Who comes second is told by whom he was forestalled: the row shows the colleague's value,
 * and what he typed is one press away (PRODUCT D14).
 */
export function useSaveCell(): (seen: DealCard, field: NamedField, change: CellChange) => Promise<void> {
  const { t } = useTranslation('list');
  const projectId = useProjectId();
  const { publish } = useLive();
  const send = useSendPatch();

  const save = async (seen: DealCard, field: NamedField, change: CellChange): Promise<void> => {
    const { patch, name, read } = change;
    try {
      const newest = await send(seen, (now) => (read(now) === read(seen) ? patch : undefined));
      if (!newest) return;
      publish({ kind: 'saved', cards: [newest], removed: [] });
      const deed = await whoChanged({ projectId, dealId: seen.id }, name);
      toastProblem({
        id: `conflict ${seen.id} ${name}`,
        message: t(deed ? 'conflictBy' : 'conflict', {
          who: deed?.who,
          field: field.name,
          name: newest.name,
          newer: read(newest) || '—',
        }),
        action: { label: t('keepMine'), run: () => void save(newest, field, change) },
      });
    } catch (error) {
      toastError(error);
    }
  };
  return save;
}
