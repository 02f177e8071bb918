import {
  type CollisionDetection,
  DndContext,
  DragOverlay,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../api/contract/tasks.ts';
import { keepFocus } from '../../ui/keep-focus.ts';
import classes from './drag-tasks.module.css';

interface DragTasksProps {
  placeOf: (task: TaskRow) => string;
  /** Places in words, for who cannot see them. */
  nameOf: (place: string) => string;
  /** False: that place takes no tasks. */
  onDrop: (task: TaskRow, place: string) => boolean;
  overlay: (task: TaskRow) => ReactNode;
  children: ReactNode;
}

interface Drag {
  task: TaskRow;
  /** Null: over none. */
  over: string | null;
  by: 'pointer' | 'keyboard';
}

type Places = Map<string, HTMLElement>;
const Context = createContext<{ drag: Drag | null; places: Places }>({ drag: null, places: new Map() });

/**
 * Tasks are carried from place to place: by mouse, by touch after a long press, by keyboard. The arrows go from place to
 * place themselves: dnd-kit would carry a picture by coordinates, and rather scroll than carry where the screen can scroll.
 */
export function DragTasks({ placeOf, nameOf, onDrop, overlay, children }: DragTasksProps) {
  const { t } = useTranslation('tasks');
  const [places] = useState<Places>(() => new Map());
  const [drag, setDrag] = useState<Drag | null>(null);
  const [spoken, setSpoken] = useState('');
  const current = useRef<Drag | null>(null);

  const update = (next: Drag | null) => {
    current.current = next;
    setDrag(next);
  };
  const aim = (place: string | null) => {
    const held = current.current;
    if (!held || held.over === place) return;
    update({ ...held, over: place });
    if (place !== null) setSpoken(t('carry.over', { title: held.task.title, place: nameOf(place) }));
  };

  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      // Enter opens a task, so only the space bar lifts one.
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
      coordinateGetter: arrowKeys((way) => {
        const from = current.current?.over;
        const next = from && nextPlace(places, from, way);
        if (!next) return;
        places.get(next)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        aim(next);
      }),
    }),
  );

  const start = ({ active, activatorEvent }: DragStartEvent) => {
    const task = active.data.current?.task as TaskRow | undefined; // what `useDragTask` put there
    if (!task) return;
    update({ task, over: placeOf(task), by: activatorEvent instanceof KeyboardEvent ? 'keyboard' : 'pointer' });
    setSpoken(t('carry.lifted', { title: task.title }));
  };
  const end = (place: string | null) => {
    const held = current.current;
    if (!held) return;
    update(null);
    const { task, by } = held;
    const dropped = place !== null && place !== placeOf(task) && onDrop(task, place);
    setSpoken(
      dropped
        ? t('carry.dropped', { title: task.title, place: nameOf(place) })
        : t('carry.cancelled', { title: task.title }),
    );
    if (by === 'keyboard') keepFocus(`[data-task-handle="${CSS.escape(task.id)}"]`);
  };

  const context = useMemo(() => ({ drag, places }), [drag, places]);
  return (
    <Context value={context}>
      <DndContext
        sensors={sensors}
        collisionDetection={nearPointer}
        onDragStart={start}
        onDragOver={({ over }) => {
          if (current.current?.by === 'pointer') aim(over && String(over.id));
        }}
        onDragCancel={() => end(null)}
        onDragEnd={() => end(current.current?.over ?? null)}
        // A phone shows one column: at a desk's pace the hand would fly past it.
        autoScroll={{ threshold: { x: 0.14, y: 0.16 }, acceleration: window.innerWidth < 760 ? 2.5 : 9 }}
        accessibility={{
          screenReaderInstructions: { draggable: t('carry.instructions') },
          announcements: silent,
          container: document.body,
        }}
      >
        {children}
        {createPortal(
          <DragOverlay dropAnimation={null} style={{ cursor: 'grabbing' }}>
            {drag?.by === 'pointer' && <div className={classes.carried}>{overlay(drag.task)}</div>}
          </DragOverlay>,
          document.body,
        )}
      </DndContext>
      <div className="visually-hidden" role="status" aria-live="assertive">
        {spoken}
      </div>
    </Context>
  );
}

/** What is taken by a pointer, what takes the space bar, and whether it is being carried. */
export function useDragTask(task: TaskRow, disabled: boolean) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({
    id: task.id,
    data: { task },
    disabled,
  });
  return {
    held: { ref: setNodeRef, ...(disabled ? undefined : listeners) },
    handle: {
      ref: setActivatorNodeRef,
      'data-task-handle': task.id,
      'aria-describedby': disabled ? undefined : attributes['aria-describedby'],
    },
    isDragging,
  };
}

export function useDropPlace(place: string) {
  const { drag, places } = useContext(Context);
  const { setNodeRef } = useDroppable({ id: place });
  const ref = useCallback(
    (node: HTMLElement | null) => {
      setNodeRef(node);
      if (node) places.set(place, node);
      else places.delete(place);
    },
    [setNodeRef, places, place],
  );
  return { ref, isOver: drag?.over === place, isDragging: drag !== null };
}

/** Between two columns it is the nearer one; a hand that has left them all takes the task back. */
const nearPointer: CollisionDetection = ({ droppableContainers, droppableRects, pointerCoordinates }) => {
  if (!pointerCoordinates) return [];
  const { x, y } = pointerCoordinates;
  const near = droppableContainers.flatMap(({ id }) => {
    const rect = droppableRects.get(id);
    if (!rect) return [];
    const aside = Math.max(rect.left - x, 0, x - rect.right);
    const above = Math.max(rect.top - y, 0, y - rect.bottom);
    const distance = Math.hypot(aside, above);
    return distance < 24 ? [{ id, distance }] : [];
  });
  return near.sort((a, b) => a.distance - b.distance).slice(0, 1);
};

type Way = readonly [x: number, y: number];
const ways: Record<string, Way> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** dnd-kit's keyboard sensor moves by coordinates; ours moves by places, so it is given none. */
function arrowKeys(onArrow: (way: Way) => void): KeyboardCoordinateGetter {
  return (event) => {
    const way = ways[event.code];
    if (way) {
      event.preventDefault();
      onArrow(way);
    }
    return undefined;
  };
}

/** The nearest that lies that way. */
function nextPlace(places: Places, from: string, way: Way): string | undefined {
  const here = middleOf(places.get(from));
  if (!here) return undefined;
  const ahead = [...places].flatMap(([place, element]) => {
    const there = middleOf(element) ?? here;
    const [x, y] = [there.x - here.x, there.y - here.y];
    const along = x * way[0] + y * way[1];
    const aside = Math.abs(x * way[1]) + Math.abs(y * way[0]);
    return along > aside ? [{ place, cost: along + aside * 2 }] : [];
  });
  return ahead.sort((a, b) => a.cost - b.cost)[0]?.place;
}

function middleOf(element: HTMLElement | undefined) {
  if (!element) return undefined;
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

const nothing = () => undefined;
const silent = { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing };
