import {
  type CollisionDetection,
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
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
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { ColumnKey, DealCard } from '../../../api/contract/deals.ts';
import { keepFocus } from '../../ui/keep-focus.ts';

/** Where the card would land: in a column at an index (counted without the card itself), or on a zone below the board. */
export type DropTarget = { kind: 'column'; key: ColumnKey; index: number } | { kind: 'zone'; zone: DropZone };
export type DropZone = 'won' | 'lost' | 'archived';

export interface Drag {
  card: DealCard;
  from: { key: ColumnKey; index: number };
  height: number;
  target: DropTarget | null;
  /** Columns and zones that the rules of the card's stage forbid (PRODUCT D4). */
  forbidden: Set<string>;
  /** With the keyboard the card itself stands at the target; with a pointer it hangs on the pointer above a gap. */
  by: 'pointer' | 'keyboard';
}

/** What a column tells about itself, so that a place can be found without asking the page. */
interface DropColumn {
  /** How many places there are while this card is held. */
  length: (held: string) => number;
  /** The place whose top is nearest to `top` (page coordinates). */
  indexAt: (top: number, held: string) => number;
  accepts: boolean;
}

interface BoardDragContext {
  drag: Drag | null;
  columns: Map<ColumnKey, DropColumn>;
}

const Context = createContext<BoardDragContext>({ drag: null, columns: new Map() });

export const useDrag = (): Drag | null => useContext(Context).drag;
export const useDropColumns = (): Map<ColumnKey, DropColumn> => useContext(Context).columns;

export interface Announcements {
  lifted: (card: DealCard) => string;
  over: (card: DealCard, target: DropTarget) => string;
  dropped: (card: DealCard, target: DropTarget) => string;
  cancelled: (card: DealCard) => string;
  instructions: string;
}

interface BoardDragProps {
  /** Left to right; the arrow keys go through them. */
  order: ColumnKey[];
  announce: Announcements;
  forbidden: (card: DealCard) => Set<string>;
  onDrop: (card: DealCard, from: ColumnKey, target: DropTarget) => void;
  overlay: (card: DealCard) => ReactNode;
  children: ReactNode;
}

/**
 * All of dnd-kit that the board needs, in one place: mouse, touch (long press) and keyboard. Places are found from the columns'
 * own measures, so lists of ten thousand cards cost no more than what is visible.
 */
export function BoardDrag({ order, announce, forbidden, onDrop, overlay, children }: BoardDragProps) {
  const [columns] = useState(() => new Map<ColumnKey, DropColumn>());
  const [drag, setDrag] = useState<Drag | null>(null);
  const [spoken, setSpoken] = useState('');
  const current = useRef<Drag | null>(null);

  const update = (next: Drag | null) => {
    current.current = next;
    setDrag(next);
  };
  const aim = (target: DropTarget | null) => {
    const held = current.current;
    if (!held || sameTarget(held.target, target)) return;
    update({ ...held, target });
    if (target) setSpoken(announce.over(held.card, target));
  };

  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      // Enter opens a card, so only the space bar lifts one.
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
      coordinateGetter: arrowKeys((code) => {
        if (current.current) aim(nextTarget(code, current.current, order, columns));
      }),
    }),
  );

  const start = ({ active, activatorEvent }: DragStartEvent) => {
    const held = active.data.current as CardInHand | undefined; // what useDraggableCard put there
    if (!held) return;
    const { card, from } = held;
    const by = activatorEvent instanceof KeyboardEvent ? 'keyboard' : 'pointer';
    const target: DropTarget = { kind: 'column', ...from };
    update({ card, from, height: held.height(), by, target, forbidden: forbidden(card) });
    setSpoken(announce.lifted(card));
  };

  const move = ({ active, over }: DragMoveEvent) => {
    if (current.current?.by !== 'pointer') return;
    const top = active.rect.current.translated?.top ?? 0;
    aim(over ? targetAt(over.id, top, current.current, columns) : null);
  };

  const end = (_event: DragEndEvent) => {
    const held = current.current;
    update(null);
    if (!held) return;
    if (!held.target || sameTarget(held.target, { kind: 'column', ...held.from })) {
      setSpoken(announce.cancelled(held.card));
    } else {
      setSpoken(announce.dropped(held.card, held.target));
      onDrop(held.card, held.from.key, held.target);
    }
    if (held.by === 'keyboard') keepFocus(`[data-deal="${CSS.escape(held.card.id)}"] [data-handle]`);
  };

  const cancel = () => {
    if (current.current) setSpoken(announce.cancelled(current.current.card));
    update(null);
  };

  const context = useMemo(() => ({ drag, columns }), [drag, columns]);

  return (
    <Context value={context}>
      <DndContext
        sensors={sensors}
        collisionDetection={underPointer}
        onDragStart={start}
        onDragMove={move}
        // A move names the column of the moment before; a new column is told only here.
        onDragOver={move}
        onDragEnd={end}
        onDragCancel={cancel}
        // A phone shows one column: at a desk's pace the hand would fly past it.
        autoScroll={{ threshold: { x: 0.14, y: 0.16 }, acceleration: window.innerWidth < 760 ? 2.5 : 9 }}
        accessibility={{
          screenReaderInstructions: { draggable: announce.instructions },
          announcements: silent,
          container: document.body,
        }}
      >
        {children}
        {createPortal(
          <DragOverlay dropAnimation={null} style={{ cursor: 'grabbing' }}>
            {drag?.by === 'pointer' ? overlay(drag.card) : null}
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

interface CardInHand {
  card: DealCard;
  from: Drag['from'];
  height: () => number;
}

export function useDraggableCard(card: DealCard, from: Drag['from'], disabled: boolean) {
  const element = useRef<HTMLElement | null>(null);
  const { setNodeRef, setActivatorNodeRef, listeners, attributes } = useDraggable({
    id: card.id,
    disabled,
    data: { card, from, height: () => element.current?.offsetHeight ?? 80 } satisfies CardInHand,
  });
  return {
    setNode: (node: HTMLElement | null) => {
      element.current = node;
      setNodeRef(node);
    },
    /** The element that takes the space bar. */
    setHandle: setActivatorNodeRef,
    listeners,
    describedBy: disabled ? undefined : attributes['aria-describedby'],
  };
}

export const useColumnDrop = (key: ColumnKey) => useDroppable({ id: key }).setNodeRef;

export function useZoneDrop(zone: DropZone) {
  return useDroppable({ id: `zone:${zone}` }).setNodeRef;
}

/** A zone wins where it is; else the column nearest to the pointer from side to side, however high or low it is held. */
const underPointer: CollisionDetection = ({ droppableContainers, droppableRects, pointerCoordinates }) => {
  if (!pointerCoordinates) return [];
  const { x, y } = pointerCoordinates;
  let nearest: { id: string | number; distance: number } | undefined;
  for (const { id } of droppableContainers) {
    const rect = droppableRects.get(id);
    if (!rect) continue;
    const distance = Math.max(rect.left - x, 0, x - rect.right);
    if (isZone(id)) {
      if (distance === 0 && y >= rect.top && y <= rect.bottom) return [{ id }];
    } else if (!nearest || distance < nearest.distance) {
      nearest = { id, distance };
    }
  }
  return nearest ? [{ id: nearest.id }] : [];
};

const isZone = (id: string | number) => String(id).startsWith('zone:');

function targetAt(
  over: string | number,
  top: number,
  { card }: Drag,
  columns: Map<ColumnKey, DropColumn>,
): DropTarget | null {
  if (isZone(over)) return { kind: 'zone', zone: String(over).slice('zone:'.length) as DropZone };
  const key = over as ColumnKey; // the ids of droppables are column keys and zones
  const column = columns.get(key);
  return column?.accepts ? { kind: 'column', key, index: column.indexAt(top, card.id) } : null;
}

function nextTarget(
  code: string,
  drag: Drag,
  order: ColumnKey[],
  columns: Map<ColumnKey, DropColumn>,
): DropTarget | null {
  if (drag.target?.kind !== 'column') return drag.target;
  const { key, index } = drag.target;
  const length = (of: ColumnKey) => columns.get(of)?.length(drag.card.id) ?? 0;
  const place = (of: ColumnKey, at: number): DropTarget => ({
    kind: 'column',
    key: of,
    index: Math.max(0, Math.min(at, length(of))),
  });
  if (code === 'ArrowUp') return place(key, index - 1);
  if (code === 'ArrowDown') return place(key, index + 1);

  const step = code === 'ArrowRight' ? 1 : -1;
  let at = order.indexOf(key) + step;
  while (order[at] !== undefined && !columns.get(order[at] as ColumnKey)?.accepts) at += step;
  const neighbour = order[at];
  return neighbour ? place(neighbour, index) : drag.target;
}

function sameTarget(a: DropTarget | null, b: DropTarget | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'zone' || b.kind === 'zone') return a.kind === 'zone' && b.kind === 'zone' && a.zone === b.zone;
  return a.key === b.key && a.index === b.index;
}

/** dnd-kit's keyboard sensor moves by coordinates; ours moves by places, so it is given none. */
function arrowKeys(onArrow: (code: string) => void): KeyboardCoordinateGetter {
  return (event) => {
    if (event.code.startsWith('Arrow')) {
      event.preventDefault();
      onArrow(event.code);
    }
    return undefined;
  };
}

const nothing = () => undefined;
const silent = { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing };
