import { Button } from '@mantine/core';
import { IconDeviceMobile, IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { ChannelView } from '../../../../api/contract/channels.ts';
import { useOperation } from '../../../app/api.ts';
import { pipelinesQuery, usePermissions, useProject, useProjectId } from '../../../app/session.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../loaded.tsx';
import { Group, Section } from '../section.tsx';
import { AddSimulatorDialog } from './add-simulator-dialog.tsx';
import { ChannelRow } from './channel-row.tsx';
import { ConnectTelegramDialog } from './connect-telegram-dialog.tsx';

export function ChannelsSection() {
  const { t } = useTranslation('settings');
  const projectId = useProjectId();
  const mayEdit = usePermissions().may('settings', 'edit');
  const channels = useOperation(api.channels.list, { params: { projectId } });
  const [dialog, setDialog] = useState<'telegram' | 'simulator' | null>(null);
  const close = () => setDialog(null);
  const connect = mayEdit && (
    <Button leftSection={<IconPlus size={16} stroke={2} />} onClick={() => setDialog('telegram')}>
      {t('channels.connect')}
    </Button>
  );

  return (
    <Section title={t('pages.channels')} description={t('channels.description')} action={connect}>
      <Loaded query={channels}>{(list) => <Channels channels={list} onAdd={setDialog} />}</Loaded>
      {dialog === 'telegram' && <ConnectTelegramDialog projectId={projectId} onClose={close} />}
      {dialog === 'simulator' && <AddSimulatorDialog projectId={projectId} onClose={close} />}
    </Section>
  );
}

function Channels({ channels, onAdd }: { channels: ChannelView[]; onAdd: (kind: 'telegram' | 'simulator') => void }) {
  const { t } = useTranslation('settings');
  const projectId = useProjectId();
  const mayEdit = usePermissions().may('settings', 'edit');
  const { data: pipelines = [] } = useQuery(pipelinesQuery(projectId));
  const intake = useProject()?.settings.intake ?? { acceptOnFirstStage: false, pipelineId: null };
  const real = channels.filter(({ kind }) => kind !== 'simulator');
  const simulators = channels.filter(({ kind }) => kind === 'simulator');
  const addSimulator = mayEdit && (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconPlus size={15} stroke={1.9} />}
      onClick={() => onAdd('simulator')}
    >
      {t('channels.simulator.add')}
    </Button>
  );
  const rows = (list: ChannelView[]) =>
    list.map((channel) => (
      <ChannelRow
        key={channel.id}
        projectId={projectId}
        channel={channel}
        pipelines={pipelines}
        projectIntake={intake}
        disabled={!mayEdit}
      />
    ));

  return (
    <>
      <Group title={t('channels.real')}>
        {real.length > 0 ? (
          rows(real)
        ) : (
          <EmptyState
            icon={<IconPlugConnected size={20} stroke={1.7} />}
            title={t('channels.empty.title')}
            action={mayEdit && <Button onClick={() => onAdd('telegram')}>{t('channels.connect')}</Button>}
          >
            {t('channels.empty.text')}
          </EmptyState>
        )}
      </Group>
      <Group title={t('channels.simulators')} aside={simulators.length > 0 && addSimulator}>
        {simulators.length > 0 ? (
          rows(simulators)
        ) : (
          <EmptyState
            icon={<IconDeviceMobile size={20} stroke={1.7} />}
            title={t('channels.simulator.none')}
            action={addSimulator}
          >
            {t('channels.simulator.text')}
          </EmptyState>
        )}
      </Group>
    </>
  );
}
