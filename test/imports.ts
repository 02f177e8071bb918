import { createImport } from '../crm-core/imports/create-import.ts';
import { guessColumns } from '../crm-core/imports/guess-columns.ts';
import { emptyPlan, type ImportPlan } from '../crm-core/imports/import-plan.ts';
import { runImport } from '../crm-core/imports/run-import.ts';
import { startImport } from '../crm-core/imports/start-import.ts';
import type { Row } from '../crm-core/work/tables.ts';
import type { ImportId } from '../kernel/ids.ts';
import { succeeded, type TestCore, type TestProject } from './builders.ts';

/** A file as it was read: its headers and rows. Columns are guessed unless the plan says otherwise. */
export interface TestFile {
  entity?: 'contact' | 'deal';
  headers: string[];
  rows: string[][];
  plan?: Partial<ImportPlan>;
}

export async function startedImport(core: TestCore, project: TestProject, file: TestFile): Promise<ImportId> {
  const { entity = 'contact', headers, rows } = file;
  const plan = { ...emptyPlan, columns: guessColumns(entity, headers), ...file.plan };
  const importId = await createImport(core.db, {
    projectId: project.id,
    actor: project.actor,
    now: core.clock.now(),
    entity,
    fileName: 'clients.csv',
    encoding: 'utf-8',
    delimiter: ',',
    headers,
    plan,
    rows: inPages(rows),
  });
  succeeded(await project.run((work) => startImport(work, { importId, plan })));
  return importId;
}

export async function imported(core: TestCore, project: TestProject, file: TestFile): Promise<ImportId> {
  const importId = await startedImport(core, project, file);
  await runImport(core, importId);
  return importId;
}

async function* inPages(rows: string[][]): AsyncGenerator<string[][]> {
  for (let at = 0; at < rows.length; at += 500) yield rows.slice(at, at + 500);
}

export async function storedImport(core: TestCore, id: ImportId): Promise<Row<'imports'>> {
  const row = await core.db.orm.query.imports.findFirst({ where: (imports, { eq }) => eq(imports.id, id) });
  if (!row) throw new Error(`no import ${id}`);
  return row;
}

/** What became of each row, as `number status code,code`. */
export async function fates(core: TestCore, id: ImportId): Promise<string[]> {
  const rows = await core.db.orm.query.importRows.findMany({
    where: (rows, { eq }) => eq(rows.importId, id),
    orderBy: (rows, { asc }) => asc(rows.number),
  });
  return rows.map(({ number, status, problems }) => `${number} ${status} ${problems.map(({ code }) => code)}`.trim());
}
