import type { ImportId } from '../../kernel/ids.ts';
import type { Work } from '../work/work.ts';
import type { Affected } from './undo-rows.ts';

/**
 * Contacts and deals that somebody else has had to do with since the import: whatever changes one tells of it, so the
 * events say. A contact that has got a deal or an account beside the import's is somebody's, too.
 */
export async function findTouched({ db, projectId }: Work, importId: ImportId, known: Affected): Promise<Set<string>> {
  const contactIds = known.contacts.map(({ id }) => id);
  const dealIds = known.deals.map(({ id }) => id);
  const rows = await db.sql<{ id: string }[]>`
    select deal_id as id from events
    where deal_id = any(${dealIds}) and project_id = ${projectId} and cause->>'importId' is distinct from ${importId}
    union
    select contact_id from events
    where contact_id = any(${contactIds}) and deal_id is null and project_id = ${projectId}
      and cause->>'importId' is distinct from ${importId}
    union
    select contact_id from deals d
    where contact_id = any(${contactIds}) and not exists (
      select 1 from import_rows r
      where r.import_id = ${importId} and r.deal_id = d.id and r.memory->'deal'->>'made' = 'true'
    )
    union
    select contact_id from identities where contact_id = any(${contactIds})`;
  return new Set(rows.map(({ id }) => id));
}
