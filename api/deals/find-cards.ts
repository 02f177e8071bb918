import type { Sql } from 'postgres';
import type { Database } from '../../drizzle/client.ts';
import type { DealId } from '../../kernel/ids.ts';
import { type DealScope, dealScope, type ProjectCaller } from '../auth/caller.ts';
import type { DealCard } from '../contract/deals.ts';
import { textArray } from '../http/text-array.ts';
import { cardColumns } from './card-columns.ts';
import { cardExtras } from './card-extras.ts';
import { type CardRow, dealCard, readerOf } from './deal-card.ts';
import { listFamilies } from './list-families.ts';

export interface FoundCard {
  card: DealCard;
  /** Another card of the same person stands for it on its board (PRODUCT S15). */
  hidden: boolean;
  /** Those for which it stands itself. */
  behind: readonly DealId[];
  row: CardRow;
}

/** The cards of those of the deals that are this project's and that the caller may see, in the order of `ids`. */
export async function findCards(
  { keyed: { sql } }: Database,
  caller: ProjectCaller,
  ids: readonly DealId[],
  scope: DealScope = dealScope(caller),
): Promise<FoundCard[]> {
  const rows = await listRows(sql, caller, ids, scope);
  const [extras, families] = await Promise.all([
    cardExtras(sql, caller.projectId, rows),
    listFamilies(sql, caller, rows),
  ]);
  const found = new Map(
    rows.map((row) => {
      const { hidden, behind } = families(row);
      const card = dealCard(row, { ...extras(row), merged: behind.length }, readerOf(caller));
      return [row.id, { card, hidden, behind, row }];
    }),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}

function listRows(sql: Sql, caller: ProjectCaller, ids: readonly DealId[], scope: DealScope): Promise<CardRow[]> {
  const visible = scope.kind === 'all' ? sql`true` : sql`d.responsible_id = ${scope.memberId}`;
  return sql<CardRow[]>`
    select ${cardColumns(sql)} from deals d left join contacts c on c.id = d.contact_id
    where d.id = any(${textArray(ids)}::text[]) and d.project_id = ${caller.projectId} and ${visible}`;
}
