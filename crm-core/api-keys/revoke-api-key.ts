import { notFound } from '../../kernel/errors.ts';
import type { Id } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** Ends a key at once. Throws `not_found` for one that is not in force. */
export async function revokeApiKey(work: Work, input: { apiKeyId: Id<'apiKey'> }): Promise<Row<'apiKeys'>> {
  demand(work.actor, 'settings', 'edit');
  const key = await work.apiKeys.get(input.apiKeyId);
  if (key.revokedAt) throw notFound('API key', key.id);
  work.emit('api_key.changed', {}, { change: 'revoked', apiKeyId: key.id, name: key.name });
  return work.apiKeys.update(key.id, { revokedAt: work.now });
}
