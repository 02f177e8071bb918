import { maySee, type ProjectCaller } from '../../auth/caller.ts';
import type { DealRow, dealList } from '../../contract/deal-list.ts';
import type { Handler } from '../../http/handler.ts';
import { cardExtras } from '../card-extras.ts';
import { type CardExtras, dealCard, readerOf } from '../deal-card.ts';
import { dealOrder } from '../query/deal-order.ts';
import { dealQuery } from '../query/deal-query.ts';
import { isWhole } from '../query/query-parts.ts';
import { type ListedRow, listRows } from './list-rows.ts';

const newestFirst = '-created';

export const listDeals: Handler<typeof dealList.list> = async ({ deps, caller, query: asked }) => {
  const { sql, keyed } = deps.core.db;
  const query = dealQuery(caller, deps.core.clock.now(), asked);
  const order = dealOrder(sql, asked.sort ?? newestFirst, query, membersByName(caller));
  const planned = order.indexed && isWhole(query) ? keyed.sql : sql;
  const rows = await listRows(planned, query, order, { offset: asked.offset ?? 0, limit: asked.limit ?? 100 });
  const extras = await cardExtras(keyed.sql, caller.projectId, rows);
  return { rows: rows.map((row) => dealRow(row, { ...extras(row), merged: row.merged }, caller)) };
};

function membersByName({ config }: ProjectCaller): string[] {
  return config.members.toSorted((a, b) => a.name.localeCompare(b.name)).map(({ row }) => row.id);
}

function dealRow(row: ListedRow, extras: CardExtras, caller: ProjectCaller): DealRow {
  const contacts = maySee(caller.actor.permissions, 'contacts');
  // Spread into another object, so many properties would make a dictionary of it.
  return Object.assign(dealCard(row, extras, readerOf(caller)), {
    contactTags: (contacts && row.contactTags) || [],
    contactResponsibleId: contacts ? row.contactResponsibleId : null,
    contactVariables: (contacts && row.contactVariables) || {},
  });
}
