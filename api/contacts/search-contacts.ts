import { and, desc, eq, inArray } from 'drizzle-orm';
import { contacts as table } from '../../drizzle/schema/index.ts';
import type { ContactId } from '../../kernel/ids.ts';
import type { contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { contactView } from './contact-view.ts';
import { contactWhere } from './contact-where.ts';

export const searchContacts: Handler<typeof contacts.search> = async ({ deps, caller, query }) => {
  const { sql, orm } = deps.core.db;
  const found = await sql<{ id: ContactId }[]>`
    select c.id from contacts c where ${contactWhere(sql, caller, { search: query.search })}
    order by c.id desc limit ${query.limit ?? 20}`;
  const ids = found.map(({ id }) => id);
  const mine = and(eq(table.projectId, caller.projectId), inArray(table.id, ids));
  const rows = await orm.select().from(table).where(mine).orderBy(desc(table.id));
  return rows.map(contactView);
};
