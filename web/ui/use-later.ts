import { useCallback, useEffect, useRef } from 'react';

/** Calls the newest `work` once, `ms` after the first of several requests. */
export function useLater(ms: number, work: () => void): () => void {
  const newest = useRef(work);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => {
    newest.current = work;
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return useCallback(() => {
    if (timer.current !== undefined) return;
    timer.current = window.setTimeout(() => {
      timer.current = undefined;
      newest.current();
    }, ms);
  }, [ms]);
}
