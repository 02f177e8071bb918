import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { PipelineView } from '../../../../api/contract/pipelines.ts';
import { useOperation } from '../../../app/api.ts';
import { useProjectId } from '../../../app/session.ts';
import { ChannelIcon } from '../../../ui/channel-icon.tsx';
import { Group } from '../section.tsx';
import classes from './channel-rules.module.css';
import { channelIntake, type Intake, leadDestination } from './lead-destination.ts';
import { Sentence } from './lead-preview.tsx';

/** Channels that have a rule of their own, so that nobody wonders why a lead went elsewhere (PRODUCT D8). */
export function ChannelRules({ intake, pipelines }: { intake: Intake; pipelines: PipelineView[] }) {
  const { t } = useTranslation('settings');
  const projectId = useProjectId();
  const channels = useOperation(api.channels.list, { params: { projectId } });
  const own = (channels.data ?? []).filter((channel) => channel.intake !== null);
  if (own.length === 0) return null;
  return (
    <Group title={t('leads.channelsTitle')}>
      {own.map((channel) => (
        <div key={channel.id} className={classes.rule}>
          <ChannelIcon channel={channel} size={17} />
          <div className={classes.words}>
            <strong>{channel.name}</strong>
            <span>
              <Sentence destination={leadDestination(channelIntake(intake, channel.intake), pipelines)} />
            </span>
          </div>
          <Link
            to="/p/$projectId/settings/$section"
            params={{ projectId, section: 'channels' }}
            className={classes.link}
          >
            {t('leads.change')}
          </Link>
        </div>
      ))}
    </Group>
  );
}
