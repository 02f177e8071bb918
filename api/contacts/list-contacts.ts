import type { Fragment, Sql } from 'postgres';
import { z } from 'zod';
import { parseJson } from '../../kernel/clean-json.ts';
import { badInput } from '../../kernel/errors.ts';
import type { ContactSort, contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { contactRow, type RowOfContact, rowColumns, rowJoins } from './contact-rows.ts';
import { contactWhere } from './contact-where.ts';

/** A page by keyset: the page after a row, however deep, costs what the first one does. */
export const listContacts: Handler<typeof contacts.list> = async ({ deps, caller, query }) => {
  const { sql } = deps.core.db;
  const { sort = '-created', limit = 60 } = query;
  const order = orders[sort];
  const after = query.after === undefined ? sql`` : sql`and ${afterSql(sql, sort, query.after)}`;
  const rows = await sql<(RowOfContact & { key: string })[]>`
    with page as (
      select c.* from contacts c
      where ${contactWhere(sql, caller, query.filter ?? {})} ${after}
      order by ${order(sql)} limit ${limit + 1}
    )
    select ${rowColumns(sql)}, lower(c.name) as key from page c ${rowJoins(sql, caller)} order by ${order(sql)}`;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    contacts: shown.map((row) => contactRow(row, caller)),
    next: rows.length > limit && last ? JSON.stringify([last.id, ...(isByName(sort) ? [last.key] : [])]) : null,
  };
};

const orders: Record<ContactSort, (sql: Sql) => Fragment> = {
  '-created': (sql) => sql`c.id desc`,
  created: (sql) => sql`c.id`,
  name: (sql) => sql`lower(c.name), c.id`,
  '-name': (sql) => sql`lower(c.name) desc, c.id desc`,
};

function isByName(sort: ContactSort): boolean {
  return sort === 'name' || sort === '-name';
}

const cursor = z.tuple([z.string().max(60)], z.string().max(500));

function afterSql(sql: Sql, sort: ContactSort, text: string): Fragment {
  const { data } = cursor.safeParse(parseJson(text));
  if (!data) throw badInput('after must be what the page before gave as next');
  const [id, name = ''] = data;
  const sign = sort.startsWith('-') ? sql`<` : sql`>`;
  return isByName(sort) ? sql`(lower(c.name), c.id) ${sign} (${name}, ${id})` : sql`c.id ${sign} ${id}`;
}
