import type { KeyboardEvent } from 'react';

/** Arrow keys go from card to card: up and down in a column, sideways to the neighbour at the same height. */
export function walkCards(event: KeyboardEvent<HTMLDivElement>): void {
  const from = event.target;
  if (!(from instanceof HTMLElement) || !from.hasAttribute('data-handle') || event.defaultPrevented) return;
  if (event.altKey || event.ctrlKey || event.metaKey || !event.key.startsWith('Arrow')) return;
  const next = neighbour(from, event.key, event.currentTarget);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function neighbour(from: HTMLElement, key: string, board: HTMLElement): HTMLElement | undefined {
  const column = from.closest('[data-column]');
  if (!column) return undefined;
  const here = from.getBoundingClientRect().top;
  const handles = (of: Element | null | undefined) =>
    [...(of?.querySelectorAll<HTMLElement>('[data-handle]') ?? [])].sort(
      (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
    );
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const cards = handles(column);
    return cards[cards.indexOf(from) + (key === 'ArrowDown' ? 1 : -1)];
  }
  const columns = [...board.querySelectorAll('[data-column]')];
  const step = key === 'ArrowRight' ? 1 : -1;
  for (let at = columns.indexOf(column) + step; columns[at]; at += step) {
    const distance = (card: HTMLElement) => Math.abs(card.getBoundingClientRect().top - here);
    const nearest = handles(columns[at]).sort((a, b) => distance(a) - distance(b))[0];
    if (nearest) return nearest;
  }
  return undefined;
}
