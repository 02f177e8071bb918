import { IconArchive, IconCircleCheck, IconCircleX, IconInbox } from '@tabler/icons-react';
import classes from './stage-dot.module.css';

/** The one spot of colour that a stage gets. */
export function StageDot({ color, size = 8 }: { color: string; size?: number }) {
  return (
    <span
      aria-hidden
      className={classes.dot}
      style={{ width: size, height: size, background: `var(--stage-${color})` }}
    />
  );
}

type SystemStage = 'unsorted' | 'won' | 'lost' | 'archived';

export function SystemStageIcon({ stage, size = 15 }: { stage: SystemStage; size?: number }) {
  switch (stage) {
    case 'unsorted':
      return <IconInbox size={size} stroke={1.8} className={classes.quiet} aria-hidden />;
    case 'won':
      return <IconCircleCheck size={size} stroke={1.8} className={classes.won} aria-hidden />;
    case 'lost':
      return <IconCircleX size={size} stroke={1.8} className={classes.lost} aria-hidden />;
    case 'archived':
      return <IconArchive size={size} stroke={1.8} className={classes.quiet} aria-hidden />;
  }
}
