import {
  DndContext,
  DragOverlay,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type ReactNode, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../api/contract/tasks.ts';

interface DragTasksProps {
  /** Places in words, for who cannot see them. */
  nameOf: (place: string) => string;
  onDrop: (task: TaskRow, place: string) => void;
  overlay: (task: TaskRow) => ReactNode;
  children: ReactNode;
}

/** Tasks are carried from place to place: by mouse, by touch after a long press, by keyboard. */
export function DragTasks({ nameOf, onDrop, overlay, children }: DragTasksProps) {
  const { t } = useTranslation('tasks');
  const [held, setHeld] = useState<TaskRow | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
      coordinateGetter: toNextPlace,
    }),
  );
  const title = (data: unknown) => taskIn(data)?.title ?? '';
  const announcements = {
    onDragStart: ({ active }: Held) => t('board.lifted', { title: title(active.data.current) }),
    onDragOver: ({ active, over }: Pair) =>
      over ? t('board.over', { title: title(active.data.current), place: nameOf(String(over.id)) }) : undefined,
    onDragEnd: ({ active, over }: Pair) =>
      over
        ? t('board.dropped', { title: title(active.data.current), place: nameOf(String(over.id)) })
        : t('board.cancelled', { title: title(active.data.current) }),
    onDragCancel: ({ active }: Held) => t('board.cancelled', { title: title(active.data.current) }),
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={(args) => {
        const under = pointerWithin(args);
        return under.length > 0 ? under : rectIntersection(args);
      }}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('board.instructions') } }}
      onDragStart={({ active }) => setHeld(taskIn(active.data.current) ?? null)}
      onDragCancel={() => setHeld(null)}
      onDragEnd={({ over }) => {
        setHeld(null);
        if (held && over) onDrop(held, String(over.id));
      }}
    >
      {children}
      {createPortal(<DragOverlay dropAnimation={null}>{held && overlay(held)}</DragOverlay>, document.body)}
    </DndContext>
  );
}

type Held = Pick<DragStartEvent, 'active'>;

interface Pair extends Held {
  over: { id: string | number } | null;
}

function taskIn(data: unknown): TaskRow | undefined {
  return (data as { task: TaskRow } | undefined)?.task; // what `useDragTask` put there
}

/** The handle's properties, and whether it is being carried. */
export function useDragTask(task: TaskRow, disabled: boolean) {
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: task.id, data: { task }, disabled });
  return { handle: { ref: setNodeRef, ...attributes, ...listeners }, isDragging };
}

export function useDropPlace(place: string, disabled = false) {
  const { setNodeRef, isOver } = useDroppable({ id: place, disabled });
  return { ref: setNodeRef, isOver };
}

const ways: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** An arrow goes to the nearest place that lies that way. */
const toNextPlace: KeyboardCoordinateGetter = (event, { context }) => {
  const way = ways[event.code];
  const { collisionRect, droppableRects } = context;
  if (!way || !collisionRect) return undefined;
  event.preventDefault();
  const from = { x: collisionRect.left + collisionRect.width / 2, y: collisionRect.top + collisionRect.height / 2 };
  const ahead = [...droppableRects.values()].flatMap((rect) => {
    const to = { x: rect.left + rect.width / 2, y: rect.top + Math.min(rect.height / 2, 60) };
    const along = (to.x - from.x) * way[0] + (to.y - from.y) * way[1];
    const aside = Math.abs((to.x - from.x) * way[1]) + Math.abs((to.y - from.y) * way[0]);
    return along > 12 ? [{ to, cost: along + aside * 2 }] : [];
  });
  const nearest = ahead.sort((a, b) => a.cost - b.cost)[0];
  return nearest && { x: nearest.to.x - collisionRect.width / 2, y: nearest.to.y - collisionRect.height / 2 };
};
