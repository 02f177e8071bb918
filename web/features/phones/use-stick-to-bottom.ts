import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Follows new lines only while the reader is at the bottom; `newest` names the last line, `mine` a line of his own. */
export function useStickToBottom(scroller: RefObject<HTMLElement | null>, newest: string, mine: boolean) {
  const stuck = useRef(true);
  const [away, setAway] = useState(false);

  const toBottom = useCallback(
    (behavior: ScrollBehavior = 'auto') => {
      const element = scroller.current;
      element?.scrollTo({ top: element.scrollHeight, behavior });
    },
    [scroller],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is the reason to look, not an input
  useLayoutEffect(() => {
    if (stuck.current || mine) toBottom();
  }, [newest, mine, toBottom]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      stuck.current = element.scrollHeight - element.scrollTop - element.clientHeight < 48;
      setAway(!stuck.current);
    };
    // Keyboards, pictures that load and folded texts change heights without a new line.
    const resized = new ResizeObserver(() => {
      if (stuck.current) toBottom();
    });
    element.addEventListener('scroll', look, { passive: true });
    resized.observe(element);
    if (element.firstElementChild) resized.observe(element.firstElementChild);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [scroller, toBottom]);

  return { away, toBottom };
}
