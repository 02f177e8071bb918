import { notFound } from '../../kernel/errors.ts';
import type { projects } from '../contract/projects.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const revokeApiKey: Handler<typeof projects.revokeApiKey> = async (call) => {
  const { apiKeyId } = call.params;
  await inWork(call, async (work) => {
    const key = await work.apiKeys.get(apiKeyId);
    if (key.revokedAt) throw notFound('API key', apiKeyId);
    work.apiKeys.update(apiKeyId, { revokedAt: work.now });
    work.emit('project.changed', {}, { change: 'api_key_revoked', apiKeyId, name: key.name });
  });
  return {};
};
