import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../api/contract/deals.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { longDuration, shortDuration } from '../../ui/moments.ts';
import { StageDot, SystemStageIcon } from '../../ui/stage-dot.tsx';
import { stageSpans } from './stage-spans.ts';
import classes from './stage-strip.module.css';

/** The way of a deal through its stages, with the time that it spent in each. */
export function StageStrip({ visits, pipelines }: { visits: DealView['visits']; pipelines: PipelineView[] }) {
  const { t, i18n } = useTranslation('deals');
  const spans = stageSpans(visits, Date.now());
  if (spans.length < 2) return null;
  return (
    <ol className={classes.strip} aria-label={t('stageHistory')}>
      {spans.map(({ place, spent, current }) => {
        const { name, face } = placeOf(place, pipelines, t);
        return (
          <Tooltip key={place} label={t('spentIn', { stage: name, time: longDuration(spent, i18n.language) })}>
            <li className={classes.span} data-current={current || undefined}>
              {face}
              <span className={classes.name}>{name}</span>
              {!isClosed(place) && <span className={classes.time}>{shortDuration(spent, i18n.language)}</span>}
            </li>
          </Tooltip>
        );
      })}
    </ol>
  );
}

type System = 'unsorted' | 'won' | 'lost' | 'archived';
const isSystem = (place: string): place is System => ['unsorted', 'won', 'lost', 'archived'].includes(place);
const isClosed = (place: string) => isSystem(place) && place !== 'unsorted';

function placeOf(place: string, pipelines: PipelineView[], t: (key: string) => string) {
  if (isSystem(place)) return { name: t(`status.${place}`), face: <SystemStageIcon stage={place} size={13} /> };
  const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === place);
  return { name: stage?.name ?? t('deletedStage'), face: <StageDot color={stage?.color ?? 'gray'} size={7} /> };
}
