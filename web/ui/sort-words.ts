import type { DndContextProps, UniqueIdentifier } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';

/** What a screen reader says while an item of a list is carried to another place of it. */
export function useSortWords(order: readonly string[], nameOf: (id: string) => string) {
  const { t } = useTranslation('ui');
  const name = ({ id }: { id: UniqueIdentifier }) => nameOf(String(id));
  const place = (over: { id: UniqueIdentifier }) => ({
    place: order.indexOf(String(over.id)) + 1,
    count: order.length,
  });
  return {
    screenReaderInstructions: { draggable: t('sort.instructions') },
    announcements: {
      onDragStart: ({ active }) => t('sort.lifted', { name: name(active) }),
      onDragOver: ({ active, over }) => (over ? t('sort.over', { name: name(active), ...place(over) }) : undefined),
      onDragEnd: ({ active, over }) =>
        over ? t('sort.dropped', { name: name(active), ...place(over) }) : t('sort.cancelled', { name: name(active) }),
      onDragCancel: ({ active }) => t('sort.cancelled', { name: name(active) }),
    },
  } satisfies DndContextProps['accessibility'];
}
