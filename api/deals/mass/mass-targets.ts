import type { DealId } from '../../../kernel/ids.ts';
import type { ApiDeps } from '../../api-deps.ts';
import { dealScope, type ProjectCaller } from '../../auth/caller.ts';
import { type MassTarget, mostInMass } from '../../contract/deal-list.ts';
import { textArray } from '../../http/text-array.ts';
import { totalsOf } from '../list/totals-of.ts';
import { dealQuery } from '../query/deal-query.ts';
import { isAsked, queryCtes } from '../query/query-parts.ts';

interface Targets {
  total: number;
  /** None when there are more than one mass action takes. The oldest come first: of those moved, the newest end on top. */
  deals: { id: DealId; name: string }[];
}

/** The deals that a mass action is about: of the caller's project, and such as he may see. */
export async function massTargets(deps: ApiDeps, caller: ProjectCaller, target: MassTarget): Promise<Targets> {
  const deals =
    'ids' in target ? await givenDeals(deps, caller, target.ids) : await askedDeals(deps, caller, target.which);
  if (deals.length <= mostInMass) return { total: deals.length, deals };
  return { total: 'ids' in target ? deals.length : await countOf(deps, caller, target.which), deals: [] };
}

function givenDeals({ core }: ApiDeps, caller: ProjectCaller, ids: readonly string[]): Promise<Targets['deals']> {
  const { sql } = core.db;
  const scope = dealScope(caller);
  const visible = scope.kind === 'all' ? sql`true` : sql`d.responsible_id = ${scope.memberId}`;
  return sql<Targets['deals']>`
    select d.id, d.name from deals d
    where d.project_id = ${caller.projectId} and d.id = any(${textArray(ids)}::text[]) and ${visible}
    order by d.created_at, d.id`;
}

type Which = Extract<MassTarget, { which: unknown }>['which'];

function askedDeals({ core }: ApiDeps, caller: ProjectCaller, which: Which): Promise<Targets['deals']> {
  const { sql } = core.db;
  const query = dealQuery(caller, core.clock.now(), which);
  return sql<Targets['deals']>`
    ${queryCtes(sql, query)}
    select d.id, d.name from deals d
    where ${isAsked(sql, query)} and not d.id = any(${textArray(which.exceptIds ?? [])}::text[])
    order by d.created_at, d.id limit ${mostInMass + 1}`;
}

async function countOf({ core }: ApiDeps, caller: ProjectCaller, which: Which): Promise<number> {
  const { count } = await totalsOf(core.db.sql, dealQuery(caller, core.clock.now(), which));
  return count - (which.exceptIds?.length ?? 0);
}
