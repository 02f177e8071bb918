import { builtInRoles } from '../../crm-core/members/permissions.ts';
import type { Database } from '../../drizzle/client.ts';
import { apiKeys } from '../../drizzle/schema/index.ts';
import { newId, type ProjectId } from '../../kernel/ids.ts';
import { tokenHash } from '../../kernel/secret-box.ts';
import type { ProvisionFile } from './provision-file.ts';

/** Keys that the file knows, under their hashes; one that was revoked by hand stays revoked. */
export async function applyApiKeys(db: Database, projectId: ProjectId, now: Date, file: ProvisionFile): Promise<void> {
  for (const { name, key, role } of file.apiKeys) {
    await db.orm
      .insert(apiKeys)
      .values({
        id: newId('apiKey'),
        projectId,
        name,
        keyHash: tokenHash(key),
        permissions: builtInRoles[role],
        createdAt: now,
        revokedAt: null,
      })
      .onConflictDoNothing();
  }
}
