import type { contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { contactWhere } from './contact-where.ts';

const most = 10_000;

/** Counting a million takes longer than anybody waits for the number. */
export const countContacts: Handler<typeof contacts.count> = async ({ deps, caller, query }) => {
  const { sql } = deps.core.db;
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count
    from (select from contacts c where ${contactWhere(sql, caller, query.filter ?? {})} limit ${most + 1}) counted`;
  const count = row?.count ?? 0;
  return { count: Math.min(count, most), more: count > most };
};
