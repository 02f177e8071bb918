import { and, desc, eq, ilike, or, sql } from 'drizzle-orm';
import * as schema from '../../drizzle/schema/index.ts';
import { searchPatterns } from '../board/search-patterns.ts';
import type { contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { contactView } from './contact-view.ts';

const { contacts: table } = schema;

/** As the index `contacts_search` has it. */
const text = sql`(${table.name} || ' ' || coalesce(${table.phone}, '') || ' ' || coalesce(${table.email}, ''))`;

export const searchContacts: Handler<typeof contacts.search> = async ({ deps, caller, params, query }) => {
  const typed = query.search?.trim();
  const patterns = typed ? searchPatterns(typed, caller.config.project.settings.country) : undefined;
  const rows = await deps.core.db.orm
    .select()
    .from(table)
    .where(
      and(
        eq(table.projectId, params.projectId),
        patterns && or(ilike(text, patterns.text), patterns.phone ? ilike(text, patterns.phone) : undefined),
      ),
    )
    .orderBy(desc(table.id))
    .limit(query.limit ?? 20);
  return rows.map(contactView);
};
