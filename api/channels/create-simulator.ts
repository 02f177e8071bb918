import { connectChannel } from '../../crm-core/channels/connect-channel.ts';
import { AppError } from '../../kernel/errors.ts';
import type { channels } from '../contract/channels.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getChannelView } from './channel-view.ts';

const firstCustomer = { ru: 'Клиент 1', en: 'Customer 1' };

/** With one customer's phone: a simulator without any would show nothing. */
export const createSimulator: Handler<typeof channels.createSimulator> = async (call) => {
  const { deps, params, body } = call;
  const outcome = await inWork(call, (work) =>
    connectChannel(work, {
      kind: 'simulator',
      name: body.name,
      settings: { imitates: body.imitates },
      box: deps.secrets,
    }),
  );
  if (outcome.kind === 'refused')
    throw new AppError('internal', { message: 'a simulator has no token to quarrel about' });
  const { locale } = call.caller.config.project.settings;
  await deps.phones.create(params.projectId, outcome.channel.id, { customerName: firstCustomer[locale] });
  return getChannelView(deps, params.projectId, outcome.channel.id);
};
