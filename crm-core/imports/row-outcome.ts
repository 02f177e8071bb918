import { changedFields, type FieldChanges } from '../changed-fields.ts';
import type { Row } from '../work/tables.ts';
import type { CellProblem } from './cell-problem.ts';
import type { ImportPlan } from './import-plan.ts';
import type { Known } from './match-rows.ts';
import type { RowMemory } from './row-memory.ts';

export interface RowOutcome {
  status: 'created' | 'updated' | 'skipped' | 'refused';
  problems: CellProblem[];
  contact: Row<'contacts'> | undefined;
  deal: Row<'deals'> | undefined;
  memory: RowMemory;
}

export interface Applying {
  entity: 'contact' | 'deal';
  plan: ImportPlan;
  known: Known;
}

/** Cells know texts only, without blanks around them: what reads the same is left as it is. */
function readsAlike(said: unknown, known: unknown): boolean {
  return String(known ?? '').trim() === String(said);
}

/** The values that do not read like those that are there. */
export function unlikeThose<Values extends object>(said: Values, known: object): Values {
  const there: Record<string, unknown> = { ...known };
  const changed = Object.entries(said).filter(([name, value]) => !readsAlike(value, there[name]));
  return Object.fromEntries(changed) as Values; // some of its own entries
}

/** What a row changed of something that was there, for the undo; the marks of every write do not count. */
export function restorable(before: object, after: object): FieldChanges {
  const { version, updatedAt, ...rest } = after as { version?: number; updatedAt?: Date };
  return JSON.parse(JSON.stringify(changedFields(before, rest))) as FieldChanges; // dates as the database keeps them
}
