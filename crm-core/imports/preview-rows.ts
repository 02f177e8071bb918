import { asc, eq } from 'drizzle-orm';
import { importRows } from '../../drizzle/schema/index.ts';
import type { ImportId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import { Work } from '../work/work.ts';
import { applyRow } from './apply-row.ts';
import { actorOf } from './carry-out.ts';
import { demandImport } from './create-import.ts';
import type { ImportPlan } from './import-plan.ts';
import { onlyDealsOf } from './import-scope.ts';
import { findKnown } from './match-rows.ts';
import { readRow } from './read-row.ts';
import { keysOf } from './row-keys.ts';
import type { RowOutcome } from './row-outcome.ts';
import { checkPlan } from './start-import.ts';

/** So many are shown, and so many read. */
const shown = 50;
const mostChecked = 1000;

export interface Preview {
  rows: { row: Row<'importRows'>; outcome: RowOutcome; sameAs: number | null }[];
  checked: number;
  refused: number;
}

/** Carries the first rows out on works that nobody commits: the preview is what would happen, not a guess of it. */
export async function previewRows(work: Work, input: { importId: ImportId; plan: ImportPlan }): Promise<Preview> {
  const draft = await work.imports.get(input.importId);
  demandImport(work.actor, draft.entity);
  const plan = checkPlan(work, draft, input.plan);
  const rows = await work.db.orm
    .select()
    .from(importRows)
    .where(eq(importRows.importId, draft.id))
    .orderBy(asc(importRows.number))
    .limit(mostChecked);
  const read = rows.map(({ cells }) => readRow(work, plan, cells));
  const known = await findKnown(work, read.slice(0, shown), onlyDealsOf(work.actor.permissions, work.actor.record));
  const actor = actorOf(work.config, { ...draft, startedBy: work.actor.record, permissions: work.actor.permissions });
  const seen = new Map<string, number>();
  const preview: Preview = { rows: [], checked: rows.length, refused: 0 };
  for (const [at, row] of rows.entries()) {
    const said = read[at];
    if (!said) continue;
    if (at >= shown) {
      if (said.problems.length > 0 && !plan.lenient) preview.refused += 1;
      continue;
    }
    const { db, config, now } = work;
    const outcome = await applyRow(new Work({ db, config, actor, now }), said, { entity: draft.entity, plan, known });
    if (outcome.status === 'refused') preview.refused += 1;
    const keys = keysOf(said, known);
    const sameAs = keys.map((key) => seen.get(key)).find((number) => number !== undefined) ?? null;
    for (const key of keys) if (!seen.has(key) && outcome.status !== 'refused') seen.set(key, row.number);
    preview.rows.push({ row, outcome, sameAs });
  }
  return preview;
}
