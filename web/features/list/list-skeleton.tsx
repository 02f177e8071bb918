import { Skeleton } from '@mantine/core';
import classes from './deal-list.module.css';

/** The shape of what is coming. */
export function ListSkeleton({ narrow }: { narrow: boolean }) {
  const widths = narrow ? ['55%', '18%'] : ['18%', '10%', '8%', '11%', '12%', '10%', '14%'];
  return (
    <div className={classes.skeleton} aria-hidden>
      {Array.from({ length: narrow ? 8 : 16 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing but the place tells them apart
        <div key={row} className={classes.skeletonRow} style={{ opacity: 1 - row / (narrow ? 9 : 18) }}>
          {widths.map((width, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same
            <Skeleton key={at} height={10} width={width} radius={5} />
          ))}
        </div>
      ))}
    </div>
  );
}
