import { revokeApiKey as revoke } from '../../crm-core/api-keys/revoke-api-key.ts';
import type { projects } from '../contract/projects.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const revokeApiKey: Handler<typeof projects.revokeApiKey> = async (call) => {
  await inWork(call, (work) => revoke(work, call.params));
  return {};
};
