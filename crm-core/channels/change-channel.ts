import type { ChannelSettings } from '../../drizzle/schema/documents.ts';
import type { ChannelId } from '../../kernel/ids.ts';
import { changedFields } from '../changed-fields.ts';
import { getPipeline } from '../pipelines/known-pipelines.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { type ChannelOutcome, channelWithToken, refuse } from './connect-channel.ts';

export interface ChannelPatch {
  name?: string;
  enabled?: boolean;
  /** Null: leads go where the project says (PRODUCT D8). */
  intake?: NonNullable<ChannelSettings['intake']> | null;
  /** Laid over the other settings. */
  settings?: Omit<ChannelSettings, 'intake'>;
}

/** Renames a channel, switches it on or off, changes its settings. */
export async function changeChannel(
  work: Work,
  input: { channelId: ChannelId; patch: ChannelPatch },
): Promise<ChannelOutcome> {
  demand(work.actor, 'settings', 'edit');
  const channel = await work.channels.get(input.channelId);
  const { patch } = input;
  if (patch.intake?.pipelineId) getPipeline(work, patch.intake.pipelineId);
  if (patch.enabled && !channel.enabled && channel.tokenHash) {
    if (channel.token === null) return refuse('no_token');
    const rival = await channelWithToken(work, channel.tokenHash);
    if (rival?.enabled) return refuse('already_connected');
  }
  const fields = fieldsOf(channel, patch);
  const changes = changedFields(channel, fields);
  if (Object.keys(changes).length === 0) return { kind: 'ok', channel };
  work.touchConfig();
  work.emit('channel.changed', {}, { change: 'changed', channelId: channel.id, name: channel.name, changes });
  return { kind: 'ok', channel: work.channels.update(channel.id, fields) };
}

function fieldsOf(channel: Row<'channels'>, patch: ChannelPatch): Partial<Row<'channels'>> {
  return {
    ...(patch.name !== undefined && { name: checkName(patch.name) }),
    ...(patch.enabled !== undefined && patch.enabled !== channel.enabled && switched(channel, patch.enabled)),
    ...((patch.settings || patch.intake !== undefined) && { settings: settingsOf(channel, patch) }),
  };
}

function switched(channel: Row<'channels'>, enabled: boolean): Partial<Row<'channels'>> {
  if (!enabled) return { enabled, status: 'off', statusText: '' };
  return { enabled, status: channel.kind === 'simulator' ? 'connected' : 'connecting', statusText: '' };
}

function settingsOf(channel: Row<'channels'>, patch: ChannelPatch): ChannelSettings {
  const { intake: before, ...others } = channel.settings;
  const intake = patch.intake === undefined ? before : patch.intake;
  return { ...others, ...patch.settings, ...(intake && { intake }) };
}
