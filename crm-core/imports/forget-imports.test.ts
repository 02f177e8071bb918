import { expect, test } from 'vitest';
import { newProject, testCore } from '../../test/builders.ts';
import { imported, startedImport } from '../../test/imports.ts';
import { findActiveImports, forgetImports } from './forget-imports.ts';
import { runImport } from './run-import.ts';

const core = await testCore();
const file = { headers: ['Имя'], rows: [['Анна']] };

test('an import that a dead process left behind is found, and no longer when it is through', async () => {
  const project = await newProject(core, { locale: 'ru' });
  const id = await startedImport(core, project, file);
  expect(await findActiveImports(core.db)).toEqual([id]);
  await runImport(core, id);
  expect(await findActiveImports(core.db)).toEqual([]);
});

test('D31: the cells of a file are forgotten after thirty days, what became of its rows is not', async () => {
  const project = await newProject(core, { locale: 'ru' });
  const id = await imported(core, project, file);
  const cells = async () => {
    const [row] = await core.db.sql`select cells, status from import_rows where import_id = ${id}`;
    return row;
  };
  const daysLater = (days: number) => new Date(core.clock.now().getTime() + days * 86_400_000);
  await forgetImports(core.db, daysLater(29));
  expect(await cells()).toEqual({ cells: ['Анна'], status: 'created' });
  await forgetImports(core.db, daysLater(31));
  expect(await cells()).toEqual({ cells: [], status: 'created' });
});
