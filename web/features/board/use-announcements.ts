import { useTranslation } from 'react-i18next';
import type { BoardColumn, ColumnKey } from '../../../api/contract/deals.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import type { Announcements, DropTarget } from './board-drag.tsx';

/** What a screen reader says while a card is carried. */
export function useAnnouncements(pipeline: PipelineView, columns: BoardColumn[]): Announcements {
  const { t } = useTranslation('board');
  const columnName = (key: ColumnKey) => pipeline.stages.find(({ id }) => id === key)?.name ?? t(`system.${key}`);
  const place = (target: DropTarget) =>
    target.kind === 'zone'
      ? t(`zone.${target.zone}`)
      : t('say.place', {
          column: columnName(target.key),
          place: target.index + 1,
          count: columns.find(({ key }) => key === target.key)?.count ?? 0,
        });
  return {
    instructions: t('say.instructions'),
    lifted: (card) => t('say.lifted', { name: card.name }),
    over: (_card, target) => place(target),
    dropped: (card, target) => t('say.dropped', { name: card.name, place: place(target) }),
    cancelled: (card) => t('say.cancelled', { name: card.name }),
  };
}
