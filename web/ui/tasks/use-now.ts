import { useInterval } from '@mantine/hooks';
import { useState } from 'react';

/** The present, every half minute: what is due becomes overdue while one looks. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), 30_000, { autoInvoke: true });
  return now;
}
