import type { ImportId } from '../../kernel/ids.ts';
import type { Work } from '../work/work.ts';
import { demandImport } from './create-import.ts';
import { type ImportOutcome, refuse } from './import-outcome.ts';

/** Ends an import after the rows that are through; what it made stays until it is undone. */
export async function stopImport(work: Work, input: { importId: ImportId }): Promise<ImportOutcome> {
  const row = await work.imports.get(input.importId);
  demandImport(work.actor, row.entity);
  if (row.status === 'stopped') return { kind: 'ok', import: row };
  if (row.status !== 'running') return refuse('not_running', 'The import is not running.');
  return { kind: 'ok', import: work.imports.update(row.id, { status: 'stopped', finishedAt: work.now }) };
}

/** Goes on where it was stopped, in the name and with the rights of whoever lets it. */
export async function resumeImport(work: Work, input: { importId: ImportId }): Promise<ImportOutcome> {
  const row = await work.imports.get(input.importId);
  demandImport(work.actor, row.entity);
  if (row.status === 'running') return { kind: 'ok', import: row };
  if (row.status !== 'stopped' && row.status !== 'failed') return refuse('not_stopped', 'The import was not stopped.');
  const resumed = work.imports.update(row.id, {
    status: 'running',
    problem: null,
    startedBy: work.actor.record,
    permissions: work.actor.permissions,
    finishedAt: null,
  });
  return { kind: 'ok', import: resumed };
}
