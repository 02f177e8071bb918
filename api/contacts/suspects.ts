import type { Fragment, Sql } from 'postgres';
import { notFound } from '../../kernel/errors.ts';
import type { ContactId } from '../../kernel/ids.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import type { Suspect } from '../contract/contacts.ts';
import { textArray } from '../http/text-array.ts';
import { contactRow, type RowOfContact, rowColumns, rowJoins } from './contact-rows.ts';

/** Contacts as somebody sees them who has to decide whether two are one. */
export async function findSuspects(
  sql: Sql,
  caller: ProjectCaller,
  ids: readonly ContactId[],
): Promise<(id: ContactId) => Suspect | undefined> {
  if (ids.length === 0) return () => undefined;
  const rows = await sql<RowOfContact[]>`
    select ${rowColumns(sql)} from contacts c ${rowJoins(sql, caller)}
    where c.project_id = ${caller.projectId} and c.id = any(${textArray([...new Set(ids)])}::text[])`;
  const found = new Map(rows.map((row) => [row.id, suspectOf(contactRow(row, caller))]));
  return (id) => found.get(id);
}

function suspectOf({
  id,
  name,
  phone,
  email,
  channels,
  createdAt,
  deals,
  openDeals,
}: ReturnType<typeof contactRow>): Suspect {
  return { id, name, phone, email, channels, createdAt, deals, openDeals };
}

export function known(suspect: Suspect | undefined, id: ContactId): Suspect {
  if (!suspect) throw notFound('contact', id);
  return suspect;
}

/** Whether the persons of contacts `a` and `b` are two, and nobody said that they shall stay two (PRODUCT D18). */
export function mayBeOne(sql: Sql, a: string, b: string): Fragment {
  const [one, two] = [sql(`${a}.person_id`), sql(`${b}.person_id`)];
  return sql`${one} <> ${two} and not exists (
    select from contacts x
    join person_links l on (l.contact_id = x.id or l.other_contact_id = x.id) and l.kind = 'never' and l.undone_at is null
    join contacts y on y.id = case when l.contact_id = x.id then l.other_contact_id else l.contact_id end
    where x.person_id = ${one} and y.person_id = ${two})`;
}
