import type { phones } from '../contract/channels.ts';
import type { Handler } from '../http/handler.ts';

export const actOnPhone: Handler<typeof phones.act> = async ({ deps, params, body }) => {
  const { projectId, ...phone } = params;
  await deps.phones.act(projectId, phone, body);
  return {};
};
