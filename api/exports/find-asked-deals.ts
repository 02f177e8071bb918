import type { Core } from '../../crm-core/work/run-work.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import { type Asked, dealQuery } from '../deals/query/deal-query.ts';
import { isAsked, queryCtes } from '../deals/query/query-parts.ts';
import type { JsonRow } from './export-deals.ts';

/** So many rows are in memory at a time. */
const rowsPerPage = 1000;

/** The deals that the list shows, newest first, through a cursor: a million of them need no more memory than a thousand. */
export function findAskedDeals({ db, clock }: Core, caller: ProjectCaller, asked: Asked): AsyncIterable<JsonRow[]> {
  const { sql } = db;
  const query = dealQuery(caller, clock.now(), asked);
  return sql<JsonRow[]>`
    ${queryCtes(sql, query)}
    select row_to_json(d) as deal, row_to_json(c) as contact
    from deals d left join contacts c on c.id = d.contact_id
    where ${isAsked(sql, query)}
    order by d.id desc`.cursor(rowsPerPage);
}
