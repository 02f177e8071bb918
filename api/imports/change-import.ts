import type { ImportOutcome } from '../../crm-core/imports/import-outcome.ts';
import { startImport as start } from '../../crm-core/imports/start-import.ts';
import { resumeImport as resume, stopImport as stop } from '../../crm-core/imports/stop-import.ts';
import { undoImport as undo } from '../../crm-core/imports/undo-import.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import type { imports } from '../contract/imports.ts';
import type { Call, Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getImportRow, importView } from './import-view.ts';

type Asking = Pick<Call<unknown, unknown, unknown, ProjectCaller>, 'deps' | 'caller'>;

export const startImport: Handler<typeof imports.start> = (call) =>
  change(call, (work) => start(work, { importId: call.params.importId, plan: call.body.plan }));

export const stopImport: Handler<typeof imports.stop> = (call) => change(call, (work) => stop(work, call.params));

export const resumeImport: Handler<typeof imports.resume> = (call) => change(call, (work) => resume(work, call.params));

export const undoImport: Handler<typeof imports.undo> = (call) => change(call, (work) => undo(work, call.params));

async function change(asking: Asking, command: (work: Work) => Promise<ImportOutcome>) {
  const outcome = await inWork(asking, command);
  if (outcome.kind === 'refused') return outcome;
  const { projectId, id: importId } = outcome.import;
  return {
    kind: 'ok' as const,
    import: importView(await getImportRow(asking.deps.core.db, { projectId, importId })),
  };
}
