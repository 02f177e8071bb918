import { useState } from 'react';

/** Text that is being written, kept for this tab: closing the drawer by mistake loses no word. */
export function useDraft(name: string): [string, (text: string) => void] {
  const key = `voronka.draft.${name}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '');
  const keep = (next: string) => {
    setText(next);
    if (next === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, next);
  };
  return [text, keep];
}
