import { createApiKey as create } from '../../crm-core/api-keys/create-api-key.ts';
import { AppError } from '../../kernel/errors.ts';
import type { projects } from '../contract/projects.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const createApiKey: Handler<typeof projects.createApiKey> = async (call) => {
  const made = await inWork(call, (work) => create(work, call.body));
  if (made.kind === 'ok') return { id: made.apiKey.id, name: made.apiKey.name, key: made.key };
  const { why, message } = made;
  throw new AppError('forbidden', { message: why, userMessage: message, details: { reason: why } });
};
