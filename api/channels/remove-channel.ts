import { disconnectChannel } from '../../crm-core/channels/disconnect-channel.ts';
import type { channels } from '../contract/channels.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const removeChannel: Handler<typeof channels.remove> = async (call) => {
  await inWork(call, (work) => disconnectChannel(work, { channelId: call.params.channelId }));
  return {};
};
