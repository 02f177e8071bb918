import { DndContext, type DragEndEvent, MouseSensor, useSensor, useSensors } from '@dnd-kit/core';
import { horizontalListSortingStrategy, SortableContext, useSortable } from '@dnd-kit/sortable';
import type { CSSProperties, ReactNode } from 'react';
import { useSortWords } from '../sort-words.ts';
import { moveColumn } from './column-layout.ts';
import type { TableView } from './use-table-view.ts';

/** Lets the heads of columns be dragged to their places. The keyboard does it with Alt and arrows, the menu in words. */
export function ColumnOrder({
  view,
  nameOf,
  children,
}: {
  view: TableView;
  nameOf: (key: string) => string;
  children: ReactNode;
}) {
  const sensors = useSensors(useSensor(MouseSensor, { activationConstraint: { distance: 6 } }));
  const words = useSortWords(view.layout.shown, nameOf);
  const drop = ({ active, over }: DragEndEvent) => {
    if (over) view.setLayout(moveColumn(view.layout, String(active.id), String(over.id)));
  };
  return (
    <DndContext sensors={sensors} onDragEnd={drop} accessibility={{ container: document.body, ...words }}>
      <SortableContext items={view.layout.shown} strategy={horizontalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  );
}

/** What makes the head of a column one that can be dragged; the pinned one stays where it is. */
export function useColumnHandle(key: string, pinned: boolean) {
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({ id: key, disabled: pinned });
  const style: CSSProperties = transform
    ? { transform: `translateX(${Math.round(transform.x)}px)`, transition, ...(isDragging && { zIndex: 3 }) }
    : {};
  return { ref: setNodeRef, listeners, style, dragged: isDragging };
}
