import { ActionIcon, Button, Collapse, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconSettings, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { ChannelView } from '../../../../api/contract/channels.ts';
import type { PipelineView } from '../../../../api/contract/pipelines.ts';
import { call, keyOf } from '../../../app/api.ts';
import { ChannelIcon } from '../../../ui/channel-icon.tsx';
import { channelWords } from '../../../ui/channel-words.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { toastDone, toastError } from '../../../ui/toast.tsx';
import type { Intake } from '../leads/lead-destination.ts';
import { SaveNote } from '../save-note.tsx';
import { ChannelIntake } from './channel-intake.tsx';
import classes from './channel-row.module.css';

interface ChannelRowProps {
  projectId: string;
  channel: ChannelView;
  pipelines: PipelineView[];
  projectIntake: Intake;
  disabled: boolean;
}

export interface ChannelChange {
  name?: string;
  enabled?: boolean;
  intake?: ChannelView['intake'];
}

/** A bot or number: how it is, a switch, and under the gear its name and its own rule for leads. */
export function ChannelRow({ projectId, channel, pipelines, projectIntake, disabled }: ChannelRowProps) {
  const { t } = useTranslation('settings');
  const [open, setOpen] = useState(false);
  const saving = useChangeChannel(projectId, channel);
  const shown = saving.isPending ? { ...channel, ...saving.variables } : channel;

  return (
    <div className={classes.row}>
      <div className={classes.head}>
        <ChannelIcon channel={channel} size={22} />
        <div className={classes.words}>
          <div className={classes.name}>
            <strong>{shown.name}</strong>
            <Status channel={channel} />
            {channel.intake && <span className={classes.own}>{t('channels.ownRule')}</span>}
          </div>
          {channel.status === 'error' && (
            <div className={classes.trouble}>
              {channel.statusText ? (
                <>
                  {channelWords(channel.statusText)}
                  <code className={classes.detail} lang="en" translate="no">
                    {channel.statusText}
                  </code>
                </>
              ) : (
                t('channels.trouble')
              )}
            </div>
          )}
          <SaveNote saving={saving} />
        </div>
        <Switch
          withThumbIndicator={false}
          disabled={disabled}
          aria-label={t('channels.enabled', { name: channel.name })}
          checked={shown.enabled}
          onChange={(event) => saving.mutate({ enabled: event.currentTarget.checked })}
        />
        <Tooltip label={t('channels.settings')}>
          <ActionIcon
            aria-label={t('channels.settingsOf', { name: channel.name })}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <IconSettings size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Collapse expanded={open}>
        <div className={classes.body}>
          <NameField
            key={channel.name}
            name={channel.name}
            disabled={disabled}
            onName={(name) => saving.mutate({ name })}
          />
          <ChannelIntake
            own={shown.intake ?? null}
            project={projectIntake}
            pipelines={pipelines}
            disabled={disabled}
            onIntake={(intake) => saving.mutate({ intake })}
          />
          {!disabled && <RemoveChannel projectId={projectId} channel={channel} />}
        </div>
      </Collapse>
    </div>
  );
}

/** Off the list: conversations and deals stay, and the same bot connected again goes on with them. */
function RemoveChannel({ projectId, channel }: { projectId: string; channel: ChannelView }) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(api.channels.remove, { params: { projectId, channelId: channel.id } }),
    onSuccess: () => {
      const key = keyOf(api.channels.list, { params: { projectId } });
      queryClient.setQueryData<ChannelView[]>(key, (list) => list?.filter(({ id }) => id !== channel.id));
      void queryClient.invalidateQueries({ queryKey: keyOf(api.phones.list) });
      toastDone({ message: t('channels.removed', { name: channel.name }) });
    },
    onError: toastError,
  });
  const ask = async () => {
    const sure = await confirm({
      title: t('channels.removeTitle', { name: channel.name }),
      text: t(channel.kind === 'simulator' ? 'channels.removeSimulatorText' : 'channels.removeText'),
      action: t('channels.remove'),
    });
    if (sure) remove.mutate();
  };
  return (
    <Button
      className={classes.remove}
      variant="default"
      color="red"
      size="xs"
      leftSection={<IconTrash size={15} stroke={1.7} />}
      loading={remove.isPending}
      onClick={() => void ask()}
    >
      {t('channels.remove')}
    </Button>
  );
}

function Status({ channel }: { channel: ChannelView }) {
  const { t } = useTranslation('settings');
  const status = channel.enabled ? channel.status : 'off';
  return (
    <span className={classes.status} data-status={status} role="status">
      {t(`channels.status.${status}`)}
    </span>
  );
}

/** Saved when left or by Enter; Escape takes it back. */
function NameField({ name, disabled, onName }: { name: string; disabled: boolean; onName: (name: string) => void }) {
  const { t } = useTranslation('settings');
  const [text, setText] = useState(name);
  const leave = () => {
    const next = text.trim();
    if (next === '') setText(name);
    else if (next !== name) onName(next);
  };
  return (
    <TextInput
      label={t('channels.name')}
      value={text}
      disabled={disabled}
      maxLength={200}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(name);
      }}
    />
  );
}

function useChangeChannel(projectId: string, channel: ChannelView) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: ChannelChange) =>
      call(api.channels.change, { params: { projectId, channelId: channel.id }, body: change }),
    onSuccess: (changed) => {
      const key = keyOf(api.channels.list, { params: { projectId } });
      queryClient.setQueryData<ChannelView[]>(key, (list) =>
        list?.map((one) => (one.id === changed.id ? changed : one)),
      );
      // A channel that was switched off has no phones to show.
      void queryClient.invalidateQueries({ queryKey: keyOf(api.phones.list) });
    },
  });
}
