import { levels, type Permissions, sections } from '../../crm-core/members/permissions.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { randomToken, tokenHash } from '../../kernel/secret-box.ts';
import type { projects } from '../contract/projects.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

/** A key for programs (PRODUCT D32). Only its hash is kept, and it may do nothing that its maker may not. */
export const createApiKey: Handler<typeof projects.createApiKey> = async (call) => {
  const { name, permissions } = call.body;
  demandWithin(call.caller.actor.permissions, permissions);
  const key = `vk_${randomToken()}`;
  const id = newId('apiKey');
  await inWork(call, async (work) => {
    work.apiKeys.insert({
      id,
      projectId: work.projectId,
      name,
      keyHash: tokenHash(key),
      permissions,
      createdAt: work.now,
      revokedAt: null,
    });
    work.emit('project.changed', {}, { change: 'api_key_created', apiKeyId: id, name });
  });
  return { id, name, key };
};

function demandWithin(own: Permissions, wanted: Permissions): void {
  const beyond = sections.find(
    (section) => levels.indexOf(wanted.sections[section]) > levels.indexOf(own.sections[section]),
  );
  const lifted = own.mayNot.find((restriction) => !wanted.mayNot.includes(restriction));
  if (beyond === undefined && lifted === undefined) return;
  throw new AppError('forbidden', {
    message: 'an API key beyond the permissions of its maker',
    userMessage: `A key cannot be given more than your own role allows: ${beyond ?? lifted}.`,
    details: beyond === undefined ? { restriction: lifted } : { section: beyond },
  });
}
