import { memo, useRef } from 'react';
import type { ColumnKey, DealCard } from '../../../api/contract/deals.ts';
import { useSurroundings } from './board-context.ts';
import { useDraggableCard } from './board-drag.tsx';
import { DealCardFace } from './deal-card-face.tsx';
import classes from './draggable-card.module.css';

interface DraggableCardProps {
  card: DealCard;
  columnKey: ColumnKey;
  index: number;
}

export const DraggableCard = memo(function DraggableCard({ card, columnKey, index }: DraggableCardProps) {
  const { mayEdit, openMenu } = useSurroundings();
  const unsorted = columnKey === 'unsorted';
  const { setNode, setHandle, listeners, describedBy } = useDraggableCard(
    card,
    { key: columnKey, index },
    unsorted || !mayEdit,
  );
  const attempt = useDragAttempt(card);

  return (
    <article
      ref={setNode}
      data-deal={card.id}
      className={classes.card}
      data-fixed={unsorted || undefined}
      onContextMenu={(event) => {
        // A long press on a touch screen means dragging.
        if (!mayEdit || (event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch'))
          return;
        event.preventDefault();
        openMenu(card, new DOMRect(event.clientX, event.clientY, 0, 0));
      }}
      {...(unsorted ? attempt : listeners)}
    >
      <DealCardFace card={card} handle={setHandle} describedBy={describedBy} />
    </article>
  );
});

/** Cards in Unsorted stay where they are; whoever tries to drag one is told why and how (PRODUCT S10, D7). */
function useDragAttempt(card: DealCard) {
  const { explainUnsorted, mayEdit } = useSurroundings();
  const start = useRef<{ x: number; y: number } | null>(null);
  const attempted = useRef(false);
  if (!mayEdit) return {};
  return {
    onPointerDown: ({ clientX, clientY, button }: React.PointerEvent) => {
      attempted.current = false;
      if (button === 0) start.current = { x: clientX, y: clientY };
    },
    onPointerMove: ({ clientX, clientY, buttons, pointerType }: React.PointerEvent) => {
      const from = start.current;
      // On a touch screen the same gesture scrolls; there the long press is answered by the browser's menu.
      if (!from || buttons !== 1 || pointerType === 'touch') return;
      if (Math.hypot(clientX - from.x, clientY - from.y) < 8) return;
      start.current = null;
      attempted.current = true;
      explainUnsorted(card);
    },
    onPointerUp: () => {
      start.current = null;
    },
    // Letting go after the attempt is not a press on the card.
    onClickCapture: (event: React.MouseEvent) => {
      if (attempted.current) event.stopPropagation();
      attempted.current = false;
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.code !== 'Space' || !(event.target instanceof HTMLElement) || !event.target.hasAttribute('data-handle'))
        return;
      event.preventDefault();
      explainUnsorted(card);
    },
  };
}
