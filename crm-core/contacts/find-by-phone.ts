import { and, asc, eq } from 'drizzle-orm';
import { contacts } from '../../drizzle/schema/index.ts';
import { parsePhone } from '../phone.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** Contacts with this phone, however it is typed; the oldest first (PRODUCT D12). */
export async function findByPhone(work: Work, typed: string): Promise<Row<'contacts'>[]> {
  demand(work.actor, 'contacts', 'view');
  const phone = parsePhone(typed, work.config.project.settings.country);
  if (!phone) return [];
  const rows = await work.db.orm
    .select()
    .from(contacts)
    .where(and(eq(contacts.projectId, work.projectId), eq(contacts.phone, phone)))
    .orderBy(asc(contacts.id));
  work.contacts.seed(rows);
  return rows.flatMap((row) => work.contacts.peek(row.id) ?? []);
}
