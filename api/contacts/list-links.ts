import type { Sql } from 'postgres';
import { addedTags, type TakenFields } from '../../crm-core/people/taken-fields.ts';
import type { ActorRecord } from '../../drizzle/schema/documents.ts';
import type { ContactId, Id, ProjectId } from '../../kernel/ids.ts';
import type { LinkView } from '../contract/contacts.ts';
import { isoTime } from '../http/iso-time.ts';
import { textArray } from '../http/text-array.ts';

interface LinkRow {
  id: Id<'personLink'>;
  contactId: ContactId;
  otherContactId: ContactId;
  contactName: string | null;
  otherContactName: string | null;
  evidence: { kind?: string };
  taken: TakenFields | null;
  by: ActorRecord | null;
  createdAt: string;
  undoneAt: string | null;
}

/** All that was ever linked with one of these contacts, newest first, with who did it; the timeline remembers that. */
export async function listLinks(sql: Sql, projectId: ProjectId, ids: readonly ContactId[]): Promise<LinkView[]> {
  const of = sql`${textArray(ids)}::text[]`;
  const rows = await sql<LinkRow[]>`
    select l.id, l.contact_id as "contactId", l.other_contact_id as "otherContactId", a.name as "contactName",
      b.name as "otherContactName", l.evidence, l.before -> 'taken' as taken, e.actor as by,
      l.created_at as "createdAt", l.undone_at as "undoneAt"
    from person_links l
    left join contacts a on a.id = l.contact_id
    left join contacts b on b.id = l.other_contact_id
    left join lateral (
      select e.actor from events e
      where e.contact_id = l.contact_id and e.deal_id is null and e.kind = 'contact.linked' and e.payload ->> 'linkId' = l.id
      limit 1
    ) e on true
    where l.project_id = ${projectId} and l.kind = 'link' and (l.contact_id = any(${of}) or l.other_contact_id = any(${of}))
    order by l.id desc
    limit 100`;
  return rows.map(({ evidence, taken, createdAt, undoneAt, contactName, otherContactName, ...row }) => ({
    ...row,
    contactName: contactName ?? '',
    otherContactName: otherContactName ?? '',
    evidence: evidence.kind ?? 'operator',
    taken: takenNames(taken ?? {}),
    createdAt: isoTime(createdAt),
    undoneAt: undoneAt && isoTime(undoneAt),
  }));
}

/** Tags that the primary had already are none that it took over. */
function takenNames(taken: TakenFields): string[] {
  return Object.keys(taken).filter((field) => field !== 'tags' || addedTags(taken).length > 0);
}
