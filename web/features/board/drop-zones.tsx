import { useTranslation } from 'react-i18next';
import { SystemStageIcon } from '../../ui/stage-dot.tsx';
import { useSurroundings } from './board-context.ts';
import { type DropZone, useDrag, useZoneDrop } from './board-drag.tsx';
import classes from './drop-zones.module.css';

/** Where a held card can be closed although its column is hidden. Appears only while a pointer holds a card. */
export function DropZones({ zones }: { zones: DropZone[] }) {
  const drag = useDrag();
  const { mayOverride } = useSurroundings();
  if (drag?.by !== 'pointer') return null;
  const offered = zones.filter((zone) => zone !== drag.card.status && (mayOverride || !drag.forbidden.has(zone)));
  if (offered.length === 0) return null;
  return (
    <div className={classes.bar}>
      {offered.map((zone) => (
        <Zone key={zone} zone={zone} aimed={drag.target?.kind === 'zone' && drag.target.zone === zone} />
      ))}
    </div>
  );
}

function Zone({ zone, aimed }: { zone: DropZone; aimed: boolean }) {
  const { t } = useTranslation('board');
  return (
    <div ref={useZoneDrop(zone)} className={classes.zone} data-zone={zone} data-aimed={aimed || undefined}>
      <SystemStageIcon stage={zone} size={17} />
      {t(`zone.${zone}`)}
    </div>
  );
}
