import type { BoardColumn, DealCard } from '../../../api/contract/deals.ts';
import { findCard } from './columns.ts';

/**
 * Makes a move by somebody else seen: the card flies from where it was to where it is, then glows for a moment. Call before
 * the board changes, and the answer after it. Works on the page itself, because a virtual list may unmount either end.
 */
export function watchArrivals(before: BoardColumn[], cards: DealCard[]): (after: BoardColumn[]) => void {
  const starts = new Map(cards.map((card) => [card.id, takeOff(card.id)]));
  const places = new Map(cards.map((card) => [card.id, findCard(before, card.id)?.key]));

  return (after) => {
    const moved = cards.filter((card) => findCard(after, card.id)?.key !== places.get(card.id));
    if (moved.length === 0) return;
    // Two frames: React has rendered, the virtual list has measured.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const { id } of moved) land(id, starts.get(id));
      }),
    );
  };
}

interface Start {
  rect: DOMRect;
  copy: Node;
}

function takeOff(id: string): Start | undefined {
  const card = cardElement(id);
  return card ? { rect: card.getBoundingClientRect(), copy: card.cloneNode(true) } : undefined;
}

function land(id: string, start: Start | undefined): void {
  const card = cardElement(id);
  if (!card) return;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (start && !still) fly(card, start);
  card.animate([{ boxShadow: '0 0 0 2px var(--accent)' }, { boxShadow: '0 0 0 2px transparent' }], {
    duration: 1800,
    delay: start && !still ? 320 : 0,
    easing: 'ease-in',
  });
}

function fly(card: HTMLElement, { rect, copy }: Start): void {
  if (!(copy instanceof HTMLElement)) return;
  const to = card.getBoundingClientRect();
  Object.assign(copy.style, {
    position: 'fixed',
    zIndex: '90',
    left: `${rect.left}px`,
    top: `${rect.top}px`,
    width: `${rect.width}px`,
    margin: '0',
    pointerEvents: 'none',
  });
  copy.setAttribute('aria-hidden', 'true');
  copy.removeAttribute('data-deal');
  document.body.append(copy);
  card.style.visibility = 'hidden';
  const flight = copy.animate(
    [{ transform: 'none' }, { transform: `translate(${to.left - rect.left}px, ${to.top - rect.top}px)` }],
    { duration: 320, easing: 'cubic-bezier(0.3, 0.1, 0.2, 1)' },
  );
  flight.onfinish = () => {
    copy.remove();
    card.style.visibility = '';
  };
}

function cardElement(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-deal="${CSS.escape(id)}"]`);
}
