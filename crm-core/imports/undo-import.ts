import type { ImportId } from '../../kernel/ids.ts';
import { demandUnrestricted } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { demandImport } from './create-import.ts';
import { type ImportOutcome, refuse } from './import-outcome.ts';

/**
 * Takes an import back in the background: what it made is removed, what it changed gets its former values, except where
 * somebody has changed something since (PRODUCT D13). Removing contacts needs the right to.
 */
export async function undoImport(work: Work, input: { importId: ImportId }): Promise<ImportOutcome> {
  const row = await work.imports.get(input.importId);
  demandImport(work.actor, row.entity);
  if (row.status === 'undoing' || row.status === 'undone') return { kind: 'ok', import: row };
  if (row.status !== 'done' && row.status !== 'stopped' && row.status !== 'failed') {
    return refuse('not_done', 'Only an import that has run can be undone.');
  }
  if (row.created > 0) demandUnrestricted(work.actor, 'delete_contacts');
  return { kind: 'ok', import: work.imports.update(row.id, { status: 'undoing', problem: null, finishedAt: null }) };
}
