import { connectChannel } from '../../crm-core/channels/connect-channel.ts';
import type { channels } from '../contract/channels.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getChannelView } from './channel-view.ts';

/** Telegram is asked first, outside of the transaction: a wrong token is told at once and never stored. */
export const connectTelegram: Handler<typeof channels.connectTelegram> = async (call) => {
  const { deps, body } = call;
  const checked = await deps.connectTelegramCheck(body.token);
  if (!checked.ok) return { kind: 'refused', why: 'bad_token', message: checked.why };
  const outcome = await inWork(call, (work) =>
    connectChannel(work, { kind: 'telegram', name: `@${checked.username}`, token: body.token, box: deps.secrets }),
  );
  if (outcome.kind === 'refused') return outcome;
  return { kind: 'ok', channel: await getChannelView(deps, call.params.projectId, outcome.channel.id) };
};
