import { describe, expect, test } from 'vitest';
import { newContact, newDeal, newProject, storedDeal, succeeded, testCore } from '../../test/builders.ts';
import { fates, imported, storedImport, type TestFile } from '../../test/imports.ts';
import { changeContact } from '../contacts/change-contact.ts';
import { winDeal } from '../deals/win-deal.ts';
import { addNote } from '../tasks/add-note.ts';
import { runImport } from './run-import.ts';
import { undoImport } from './undo-import.ts';

const core = await testCore();

async function contactNamed(projectId: string, name: string) {
  return core.db.orm.query.contacts.findFirst({
    where: (contacts, { and, eq }) => and(eq(contacts.projectId, projectId as never), eq(contacts.name, name)),
  });
}

async function undone(project: Awaited<ReturnType<typeof newProject>>, id: Awaited<ReturnType<typeof imported>>) {
  succeeded(await project.run((work) => undoImport(work, { importId: id })));
  await runImport(core, id);
}

const everything = async (projectId: string) =>
  core.db.sql`
    select to_jsonb(c) - 'version' - 'updated_at' as row from contacts c where project_id = ${projectId}
    union all select to_jsonb(d) - 'version' - 'updated_at' from deals d where project_id = ${projectId}
    union all select to_jsonb(p) - 'version' from people p where project_id = ${projectId} order by 1`;

describe('D13: an import can be undone', () => {
  test('what it made is gone and what it changed is as before, contacts and deals, moved and closed ones', async () => {
    const project = await newProject(core, { locale: 'ru' });
    const anna = await newContact(project, { name: 'Anna', phone: '+79161234567', variables: { size: 5 } });
    const open = await newDeal(project, { name: 'Sofa', amount: 100, contactId: anna.id });
    const lost = await newDeal(project, { name: 'Lamp' });
    const before = await everything(project.id);
    const file: TestFile = {
      entity: 'deal',
      headers: ['ID сделки', 'Сделка', 'Клиент', 'Телефон', 'Сумма', 'Этап', 'Статус', 'contact.city'],
      rows: [
        [open.id, 'Big sofa', 'Anna B.', '89161234567', '300', 'Paid', '', 'Omsk'],
        [lost.id, '', '', '', '', '', 'lost', ''],
        ['', 'Table', 'Boris', '89160000001', '10', 'New', '', ''],
        ['', 'Chair', 'Boris', '89160000001', '20', 'New', 'won', ''],
      ],
      plan: { tags: ['base'] },
    };
    const id = await imported(core, project, file);
    expect(await fates(core, id)).toEqual(['2 updated', '3 updated', '4 created', '5 created']);
    expect(await everything(project.id)).not.toEqual(before);
    await undone(project, id);
    expect(await storedImport(core, id)).toMatchObject({ status: 'undone', undone: 4, kept: 0 });
    expect(await everything(project.id)).toEqual(before);
  });

  test('what somebody has changed since stays, and the report says which', async () => {
    const project = await newProject(core, { locale: 'ru' });
    const known = await newContact(project, { name: 'Known', phone: '+79160000009', variables: { city: 'Omsk' } });
    const id = await imported(core, project, {
      headers: ['Имя', 'Телефон', 'contact.city'],
      rows: [
        ['Untouched', '89160000001', ''],
        ['Noted', '89160000002', ''],
        ['Renamed', '89160000003', ''],
        ['With a deal', '89160000004', ''],
        ['Known anew', '89160000009', 'Tomsk'],
      ],
    });
    const [noted, renamed, sold] = await Promise.all(
      ['Noted', 'Renamed', 'With a deal'].map((name) => contactNamed(project.id, name)),
    );
    if (!noted || !renamed || !sold) throw new Error('not imported');
    await project.run((work) => addNote(work, { text: 'Called', contactId: noted.id }));
    await project.run((work) => changeContact(work, { contactId: renamed.id, patch: { name: 'Renamed by hand' } }));
    await newDeal(project, { contactId: sold.id });
    await project.run((work) => changeContact(work, { contactId: known.id, patch: { name: 'Known by hand' } }));
    await undone(project, id);
    expect(await fates(core, id)).toEqual(['2 undone', '3 kept', '4 kept', '5 kept', '6 kept']);
    expect(await contactNamed(project.id, 'Untouched')).toBeUndefined();
    // Of the one that was there before, each field goes its own way.
    expect(await contactNamed(project.id, 'Known by hand')).toMatchObject({ variables: { city: 'Omsk' } });
  });

  test('a deal that went on stays with its contact', async () => {
    const project = await newProject(core, { locale: 'ru' });
    const id = await imported(core, project, {
      entity: 'deal',
      headers: ['Сделка', 'Клиент'],
      rows: [
        ['Won since', 'Anna'],
        ['Left alone', 'Boris'],
      ],
    });
    const [deal] = await core.db.sql`select id from deals where project_id = ${project.id} and name = 'Won since'`;
    succeeded(await project.run((work) => winDeal(work, { dealId: deal?.id })));
    await undone(project, id);
    expect(await fates(core, id)).toEqual(['2 kept', '3 undone']);
    expect(await storedDeal(core, deal?.id)).toMatchObject({ status: 'won' });
    expect(await contactNamed(project.id, 'Anna')).toBeDefined();
    expect(await contactNamed(project.id, 'Boris')).toBeUndefined();
  });

  test('twice at once is once', async () => {
    const project = await newProject(core, { locale: 'ru' });
    const rows = Array.from({ length: 450 }, (_, at) => [`Client ${at}`]);
    const id = await imported(core, project, { headers: ['Имя'], rows });
    succeeded(await project.run((work) => undoImport(work, { importId: id })));
    await Promise.allSettled([runImport(core, id), runImport(core, id)]);
    await runImport(core, id);
    expect(await storedImport(core, id)).toMatchObject({ status: 'undone', undone: 450, kept: 0 });
    expect(await everything(project.id)).toEqual([]);
  });
});
