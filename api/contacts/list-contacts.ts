import type { Fragment, Sql } from 'postgres';
import { z } from 'zod';
import { demand } from '../../crm-core/work/actor.ts';
import { parseJson } from '../../kernel/clean-json.ts';
import { badInput } from '../../kernel/errors.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import type { ContactSort, contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { contactRow, type RowOfContact, rowColumns, rowJoins } from './contact-rows.ts';
import { contactWhere } from './contact-where.ts';

/** A page by keyset: the page after a row, however deep, costs what the first one does. */
export const listContacts: Handler<typeof contacts.list> = async ({ deps, caller, query }) => {
  const { sql } = deps.core.db;
  const { sort = '-created', limit = 60 } = query;
  if (isByMessage(sort)) demand(caller.actor, 'inbox', 'view');
  const [direction, sign] = sort.startsWith('-') ? [sql`desc`, sql`<`] : [sql``, sql`>`];
  const key = keyOf(sql, sort);
  const after = query.after === undefined ? sql`` : sql`and ${afterSql(sql, { sort, key, sign }, query.after)}`;
  const order = (of: Fragment | undefined) =>
    of ? sql`${of} ${direction} nulls last, c.id ${direction}` : sql`c.id ${direction}`;
  const rows = await sql<(RowOfContact & { key: string | null })[]>`
    with page as (
      select c.*, ${key ?? sql`null`} as key from contacts c ${isByMessage(sort) ? lastMessages(sql, caller) : sql``}
      where ${contactWhere(sql, caller, query.filter ?? {})} ${after}
      order by ${order(key)} limit ${limit + 1}
    )
    select ${rowColumns(sql)}, c.key::text as key from page c ${rowJoins(sql, caller)}
    order by ${order(key && sql`c.key`)}`;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    contacts: shown.map((row) => contactRow(row, caller)),
    next: rows.length > limit && last ? JSON.stringify(key ? [last.id, last.key] : [last.id]) : null,
  };
};

/** What is sorted by besides the id; nothing where the id, which knows the time of its making, is enough. */
function keyOf(sql: Sql, sort: ContactSort): Fragment | undefined {
  if (isByMessage(sort)) return sql`m.at`;
  return sort === 'name' || sort === '-name' ? sql`lower(c.name)` : undefined;
}

function isByMessage(sort: ContactSort): boolean {
  return sort === 'last_message' || sort === '-last_message';
}

function lastMessages(sql: Sql, { projectId }: ProjectCaller): Fragment {
  return sql`
    left join (
      select contact_id, max(last_message_at) as at from conversations where project_id = ${projectId} group by contact_id
    ) m on m.contact_id = c.id`;
}

const cursor = z.tuple([z.string().max(60)], z.string().max(500).nullable());

function afterSql(
  sql: Sql,
  { sort, key, sign }: { sort: ContactSort; key: Fragment | undefined; sign: Fragment },
  text: string,
): Fragment {
  const { data } = cursor.safeParse(parseJson(text));
  if (!data) throw badInput('after must be what the page before gave as next');
  const [id, value = null] = data;
  if (!key) return sql`c.id ${sign} ${id}`;
  if (!isByMessage(sort)) return sql`(${key}, c.id) ${sign} (${value}, ${id})`;
  // With whom nobody has talked stands at the end in either direction.
  if (value === null) return sql`(m.at is null and c.id ${sign} ${id})`;
  return sql`((m.at, c.id) ${sign} (${value}::text::timestamptz, ${id}) or m.at is null)`;
}
