import { and, asc, eq } from 'drizzle-orm';
import { massItems } from '../../../drizzle/schema/index.ts';
import { notFound } from '../../../kernel/errors.ts';
import type { MassActionId } from '../../../kernel/ids.ts';
import { keyOf } from '../../work/row-table.ts';
import { type Row, tables } from '../../work/tables.ts';
import type { Work } from '../../work/work.ts';

/** So many deals are changed in one transaction. */
export const partSize = 200;

/** A mass action is of whoever began it: for everybody else it is none. */
export async function getMass(work: Work, id: MassActionId): Promise<Row<'massActions'>> {
  const action = await work.massActions.get(id);
  const { record } = work.actor;
  const own =
    record.kind === 'member' && action.actor.kind === 'member'
      ? record.memberId === action.actor.memberId
      : record.kind !== 'member' && record.kind === action.actor.kind;
  if (!own) throw notFound('mass action', id);
  return action;
}

/** The next items of this state. Nobody else can take them: the action's version is part of the commit. */
export async function takeItems(
  work: Work,
  action: Row<'massActions'>,
  state: Row<'massItems'>['state'],
): Promise<Row<'massItems'>[]> {
  const items = await work.db.orm
    .select()
    .from(massItems)
    .where(
      and(eq(massItems.massActionId, action.id), eq(massItems.projectId, work.projectId), eq(massItems.state, state)),
    )
    .orderBy(asc(massItems.position))
    .limit(partSize);
  work.massItems.seed(items);
  if (items.length > 0) work.massActions.touch(action.id);
  return items;
}

export function settleItem(work: Work, item: Row<'massItems'>, patch: Partial<Row<'massItems'>>): void {
  work.massItems.update(keyOf(tables.massItems, item), patch);
}
