import { changeChannel as change } from '../../crm-core/channels/change-channel.ts';
import type { channels } from '../contract/channels.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { refusedError } from '../http/refused-error.ts';
import { getChannelView } from './channel-view.ts';

export const changeChannel: Handler<typeof channels.change> = async (call) => {
  const { projectId, channelId } = call.params;
  const outcome = await inWork(call, (work) => change(work, { channelId, patch: given(call.body) }));
  if (outcome.kind === 'refused') throw refusedError(outcome);
  return getChannelView(call.deps, projectId, channelId);
};
