import { useEffect, useState } from 'react';

/** What had the focus when this appeared gets it back when this goes, if it is still there. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    return () => {
      // What is going still has the focus in this very moment.
      setTimeout(() => {
        const lost = document.activeElement === document.body || document.activeElement === null;
        if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, [before]);
}
