import { IconArrowRight } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import type { PipelineView } from '../../../../api/contract/pipelines.ts';
import { StageDot, SystemStageIcon } from '../../../ui/stage-dot.tsx';
import type { Destination } from './lead-destination.ts';
import classes from './lead-preview.module.css';

/** Shows what the setting does: a customer writes, and his card falls where it would. */
export function LeadPreview({
  destination,
  pipelines,
}: {
  destination: Destination;
  pipelines: readonly PipelineView[];
}) {
  const { t } = useTranslation('settings');
  const stages = (destination.pipeline ?? pipelines[0])?.stages.slice(0, 2) ?? [];
  const target = destination.kind === 'stage' ? destination.stage.id : 'unsorted';
  return (
    <div>
      <div className={classes.scene} aria-hidden>
        <div className={classes.bubble}>{t('leads.preview.hello')}</div>
        <IconArrowRight className={classes.arrow} size={18} stroke={1.7} />
        <div className={classes.board}>
          <div className={classes.column}>
            <div className={classes.head}>
              <SystemStageIcon stage="unsorted" size={13} />
              <span>{t('leads.preview.unsorted')}</span>
            </div>
            {target === 'unsorted' && <Card />}
          </div>
          {stages.map(({ id, name, color }) => (
            <div key={id} className={classes.column}>
              <div className={classes.head}>
                <StageDot color={color} size={7} />
                <span>{name}</span>
              </div>
              {target === id && <Card />}
            </div>
          ))}
        </div>
      </div>
      <p className={classes.sentence} role="status">
        <Sentence destination={destination} />
      </p>
    </div>
  );
}

function Card() {
  const { t } = useTranslation('settings');
  return (
    <div className={classes.card}>
      <strong>{t('leads.preview.name')}</strong>
      <span>{t('leads.preview.ago')}</span>
    </div>
  );
}

/** The same in words. */
export function Sentence({ destination }: { destination: Destination }) {
  const { t } = useTranslation('settings');
  if (destination.kind === 'stage') {
    return (
      <Trans
        t={t}
        i18nKey="leads.goes.stage"
        values={{ pipeline: destination.pipeline.name, stage: destination.stage.name }}
        components={{ b: <strong /> }}
      />
    );
  }
  return (
    <Trans
      t={t}
      i18nKey={`leads.goes.${destination.why}`}
      values={{ pipeline: destination.pipeline?.name ?? '' }}
      components={{ b: <strong /> }}
    />
  );
}
