import { useTranslation } from 'react-i18next';
import type { Ticks as TicksState } from './screen.ts';

/** The messenger's clock, one tick, two ticks. */
export function Ticks({ state }: { state: TicksState }) {
  const { t } = useTranslation('phones');
  return (
    <svg width="16" height="11" viewBox="0 0 16 11" fill="none" role="img" aria-label={t(`ticks.${state}`)}>
      <path d={paths[state]} stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

const paths: Record<TicksState, string> = {
  sending: 'M9 1.2a4.3 4.3 0 1 0 .01 0M9 3v2.6l1.7 1',
  stored: 'M4.5 6l2.8 2.8L13.5 2',
  read: 'M1 6l2.8 2.8L10 2M7.4 8.4l.4.4L14.8 2',
  failed: 'M9 1v5.4M9 9.2v.1',
};
