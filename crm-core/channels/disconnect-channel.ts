import type { ChannelId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/**
 * Ends the connection, forgets the token and takes the channel off the list. Conversations stay; connecting the same bot again
 * continues them.
 */
export async function disconnectChannel(work: Work, input: { channelId: ChannelId }): Promise<Row<'channels'>> {
  demand(work.actor, 'settings', 'edit');
  const channel = await work.channels.get(input.channelId);
  if (channel.settings.removed) return channel;
  work.touchConfig();
  work.emit('channel.changed', {}, { change: 'disconnected', channelId: channel.id, name: channel.name });
  const settings = { ...channel.settings, removed: true };
  return work.channels.update(channel.id, { enabled: false, token: null, status: 'off', statusText: '', settings });
}
