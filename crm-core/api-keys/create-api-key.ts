import { newId } from '../../kernel/ids.ts';
import { randomToken, tokenHash } from '../../kernel/secret-box.ts';
import type { Permissions } from '../members/permissions.ts';
import { covers, exceedsOwn, type MemberRefused } from '../members/role-rules.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** A key for programs (PRODUCT D32). Only its hash is kept, and it may do nothing that its maker may not. */
export async function createApiKey(
  work: Work,
  input: { name: string; permissions: Permissions },
): Promise<{ kind: 'ok'; apiKey: Row<'apiKeys'>; key: string } | MemberRefused> {
  demand(work.actor, 'settings', 'edit');
  const { permissions } = input;
  if (!covers(work.actor.permissions, permissions)) return exceedsOwn();
  const key = `vk_${randomToken()}`;
  const apiKey = work.apiKeys.insert({
    id: newId('apiKey'),
    projectId: work.projectId,
    name: checkName(input.name),
    keyHash: tokenHash(key),
    permissions,
    createdAt: work.now,
    revokedAt: null,
  });
  work.emit('api_key.changed', {}, { change: 'created', apiKeyId: apiKey.id, name: apiKey.name, permissions });
  return { kind: 'ok', apiKey, key };
}
