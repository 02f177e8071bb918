import { isDeepStrictEqual } from 'node:util';
import type { MassMemory } from '../../../drizzle/schema/documents.ts';
import type { DealId } from '../../../kernel/ids.ts';
import type { RowTable } from '../../work/row-table.ts';
import { type Row, tables } from '../../work/tables.ts';
import type { Work } from '../../work/work.ts';

/** Columns that say how a row came to be written, and nothing about the deal. */
const bookkeeping = new Set(['version', 'updatedAt']);

/** What has to be known to take the change back; null when it changed nothing. Called when the change stands on the work. */
export function memoryOf(work: Work, before: Row<'deals'>): MassMemory | null {
  const after = work.deals.peek(before.id);
  if (!after) return { kind: 'deleted', rows: deletedRows(work, before) };
  const columns = Object.keys(before).filter(
    (column) => !bookkeeping.has(column) && !isDeepStrictEqual(Object(before)[column], Object(after)[column]),
  );
  if (columns.length === 0) return null;
  const pick = (row: Row<'deals'>) => Object.fromEntries(columns.map((column) => [column, Object(row)[column]]));
  return { kind: 'changed', before: pick(before), after: pick(after), visits: madeVisits(work, before.id) };
}

/** Notes of columns entered: a move that is taken back never was. */
function madeVisits(work: Work, dealId: DealId): Row<'stageVisits'>[] {
  return [...work.changesOf('stageVisits')].flatMap((change) =>
    change.kind === 'insert' && change.row.dealId === dealId ? change.row : [],
  );
}

function deletedRows(work: Work, deal: Row<'deals'>): Record<string, Record<string, unknown>[]> {
  const of = <One extends { dealId: string | null }>(rows: One[]) => rows.filter((row) => row.dealId === deal.id);
  const visits = [...work.changesOf('stageVisits')].flatMap((one) => (one.kind === 'delete' ? one.row : []));
  return {
    deals: [deal],
    tasks: of(work.tasks.seen()),
    notes: of(work.notes.seen()),
    stageVisits: of(visits),
    // Bytes are not carried about: the files stay where they are, on no deal, until the memory of it is gone.
    files: of(work.files.seen()).map(({ id }) => ({ id })),
  };
}

/** A row as jsonb gives it back, with its times as times. */
export function revive<Name extends keyof typeof tables>(name: Name, stored: Record<string, unknown>): Row<Name> {
  const table: RowTable = tables[name];
  const row = { ...stored };
  for (const { property, isTime } of table.columns) {
    const value = row[property];
    if (isTime && typeof value === 'string') row[property] = new Date(value);
  }
  return row as Row<Name>; // it was one when it was stored
}
