import { useModals } from '@mantine/modals';
import { useEffect, useState } from 'react';

/**
 * Whether Escape may close what lies below: not while a question is open on top of it, nor in the very key press that closes
 * the question (both listen on the window).
 */
export function useEscapeFree(): boolean {
  const { modals } = useModals();
  const [free, setFree] = useState(true);
  const asked = modals.length > 0;
  useEffect(() => {
    const timer = setTimeout(() => setFree(!asked), 0);
    return () => clearTimeout(timer);
  }, [asked]);
  return free && !asked;
}
