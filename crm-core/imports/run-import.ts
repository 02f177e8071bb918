import { and, asc, eq } from 'drizzle-orm';
import { importRows } from '../../drizzle/schema/index.ts';
import type { ImportId } from '../../kernel/ids.ts';
import { allows } from '../members/permissions.ts';
import type { Core } from '../work/run-work.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { applyRow } from './apply-row.ts';
import { type Batch, carryOut, permissionsOf } from './carry-out.ts';
import { onlyDealsOf } from './import-scope.ts';
import { findKnown, type Known } from './match-rows.ts';
import { type ReadRow, readRow } from './read-row.ts';
import { rowKey } from './row-key.ts';
import { keysOf } from './row-keys.ts';
import type { RowOutcome } from './row-outcome.ts';
import { keepRow, undoRows } from './undo-rows.ts';

/** A worker lets others have their turn after so long. */
const turnMs = 2_000;

/**
 * Goes on with an import, or with its undo, for a while; resolves to whether there is more to do. Each row is carried out
 * exactly once: its fate is written in the statement that writes what it made, and the import's version lets only one of
 * two workers through. Whatever a crash interrupts is done again from rows that had no effect yet.
 */
export function runImport(core: Core, importId: ImportId): Promise<boolean> {
  return carryOut(core, importId, {
    until: core.clock.now().getTime() + turnMs,
    next: (batch, most) => (batch.row.status === 'undoing' ? undoRows(batch, most) : importRowsOf(batch, most)),
    giveUp: (batch) => (batch.row.status === 'undoing' ? keepRow(batch) : refuseRow(batch)),
  });
}

async function importRowsOf(batch: Batch, most: number): Promise<{ works: Work[]; more: boolean }> {
  const { own, row } = batch;
  const permissions = permissionsOf(own.config, row);
  if (!allows(permissions, 'contacts', 'edit') || (row.entity === 'deal' && !allows(permissions, 'crm', 'edit'))) {
    own.imports.update(row.id, { status: 'failed', problem: 'forbidden', finishedAt: own.now });
    return { works: [], more: false };
  }
  const waiting = await waitingRows(own, row.id, most);
  const read = waiting.map((one) => readRow(own, row.plan, one.cells));
  const known = await findKnown(own, read, onlyDealsOf(permissions, row.startedBy));
  const count = apart(read, known);
  const works: Work[] = [];
  const counts = { created: row.created, updated: row.updated, skipped: row.skipped, refused: row.refused };
  own.importRows.seed(waiting);
  for (const [at, one] of waiting.slice(0, count).entries()) {
    const said = read[at];
    if (!said) continue;
    const work = batch.newWork();
    const outcome = await applyRow(work, said, { entity: row.entity, plan: row.plan, known });
    if (outcome.status === 'created' || outcome.status === 'updated') works.push(work);
    counts[outcome.status] += 1;
    settle(own, one, outcome);
  }
  const more = waiting.length === most || count < waiting.length;
  own.imports.update(row.id, { ...counts, ...(!more && { status: 'done', finishedAt: own.now }) });
  // Even a batch that counts nothing new shows that it was here.
  own.imports.touch(row.id);
  if (!more) own.emit('import.finished', {}, { change: 'done', name: row.fileName, importId: row.id, ...counts });
  return { works, more };
}

async function refuseRow({ own, row }: Batch): Promise<void> {
  const waiting = await waitingRows(own, row.id, 1);
  own.importRows.seed(waiting);
  for (const one of waiting) {
    const problems = [{ column: null, code: 'failed' as const }];
    settle(own, one, { status: 'refused', problems, contact: undefined, deal: undefined, memory: {} });
    own.imports.update(row.id, { refused: row.refused + 1 });
  }
}

function waitingRows({ db }: Work, importId: ImportId, most: number): Promise<Row<'importRows'>[]> {
  return db.orm
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, importId), eq(importRows.status, 'waiting')))
    .orderBy(asc(importRows.number))
    .limit(most);
}

function settle(own: Work, row: Row<'importRows'>, { status, problems, contact, deal, memory }: RowOutcome): void {
  own.importRows.update(rowKey(row), {
    status,
    problems,
    contactId: contact?.id ?? null,
    dealId: deal?.id ?? null,
    memory: status === 'created' || status === 'updated' ? memory : null,
  });
}

/**
 * How many of the rows, from the first, are about different people and deals. The next one has to see what these made: it
 * begins the next batch.
 */
function apart(rows: readonly ReadRow[], known: Known): number {
  const touched = new Set<string>();
  for (const [at, row] of rows.entries()) {
    const keys = keysOf(row, known);
    if (keys.some((key) => touched.has(key))) return at;
    for (const key of keys) touched.add(key);
  }
  return rows.length;
}
