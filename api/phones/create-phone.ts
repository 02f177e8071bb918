import type { phones } from '../contract/channels.ts';
import type { Handler } from '../http/handler.ts';

export const createPhone: Handler<typeof phones.create> = ({ deps, params, body }) =>
  deps.phones.create(params.projectId, params.channelId, body);
