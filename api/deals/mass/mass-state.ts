import type { MassActionId } from '../../../kernel/ids.ts';
import type { ProjectCaller } from '../../auth/caller.ts';
import type { MassState, MassUndoState } from '../../contract/deal-list.ts';
import type { Call } from '../../http/handler.ts';

interface ItemsRow {
  state: 'waiting' | 'done' | 'refused' | 'undone' | 'kept';
  why: string | null;
  message: string | null;
  count: number;
  names: string[];
}

type Asking = Pick<Call<unknown, unknown, unknown, ProjectCaller>, 'deps' | 'caller'>;

export async function massState(asking: Asking, id: MassActionId): Promise<MassState> {
  const rows = await itemsOf(asking, id);
  const [done, refused, waiting] = [countOf(rows, 'done'), countOf(rows, 'refused'), countOf(rows, 'waiting')];
  return { id, total: countOf(rows), done, refused, refusals: reasons(rows, 'refused'), finished: waiting === 0 };
}

export async function massUndoState(asking: Asking, id: MassActionId): Promise<MassUndoState> {
  const rows = await itemsOf(asking, id);
  const left = countOf(rows, 'done') + countOf(rows, 'waiting');
  return {
    id,
    total: countOf(rows) - countOf(rows, 'refused'),
    undone: countOf(rows, 'undone'),
    kept: countOf(rows, 'kept'),
    keeps: reasons(rows, 'kept'),
    finished: left === 0,
  };
}

/** How many items there are of each state and reason, with the names of the first few. */
function itemsOf({ deps, caller }: Asking, id: MassActionId): Promise<ItemsRow[]> {
  const { sql } = deps.core.db;
  return sql<ItemsRow[]>`
    select state, why, message, count(*)::int as count, to_json((array_agg(name order by position))[1:5]) as names
    from mass_items where mass_action_id = ${id} and project_id = ${caller.projectId}
    group by state, why, message order by count(*) desc`;
}

function countOf(rows: readonly ItemsRow[], state?: ItemsRow['state']): number {
  return rows.reduce((all, row) => all + (state === undefined || row.state === state ? row.count : 0), 0);
}

function reasons(rows: readonly ItemsRow[], state: ItemsRow['state']): MassState['refusals'] {
  return rows
    .filter((row) => row.state === state)
    .map(({ why, message, count, names }) => ({ why: why ?? '', message: message ?? '', count, names }));
}
