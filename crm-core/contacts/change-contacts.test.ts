import { describe, expect, it } from 'vitest';
import { newContact, newProject, testCore } from '../../test/builders.ts';
import { changeContact } from './change-contact.ts';
import { type ContactsChange, changeContacts } from './change-contacts.ts';

const core = await testCore();

describe('D13: changing many contacts', () => {
  it('tags and assigns those that are there, and can be taken back exactly', async () => {
    const project = await newProject(core);
    const [a, b, c] = [await newContact(project), await newContact(project), await newContact(project)];
    const patch = { tags: ['vip', 'old'], responsibleId: project.owner.id };
    await project.run((work) => changeContact(work, { contactId: a.id, patch }));
    const state = async () => {
      const rows = await core.db.sql`
        select to_json(tags) as tags, responsible_id from contacts where project_id = ${project.id} order by id`;
      return rows.map((row) => ({ ...row }));
    };
    const before = await state();
    const run = (change: ContactsChange) => project.run((work) => changeContacts(work, change));
    const foreign = await newContact(await newProject(core));
    const done = await run({
      contactIds: [a.id, b.id, c.id, b.id, foreign.id],
      addTags: ['vip'],
      removeTags: ['old'],
      responsibleId: project.owner.id,
    });
    expect(done.contactIds).toEqual([a.id, b.id, c.id]);
    expect((await state()).map((row) => row.tags)).toEqual([['vip'], ['vip'], ['vip']]);
    expect(done.undo).toHaveLength(2);
    // A colleague's tag of the time between stays.
    await project.run((work) => changeContact(work, { contactId: b.id, patch: { tags: { add: ['new'] } } }));
    for (const change of done.undo) await run(change);
    const [first, second, third] = before;
    expect(await state()).toEqual([first, { ...second, tags: ['new'] }, third]);
  });

  it('changes nothing of those that are so already', async () => {
    const project = await newProject(core);
    const a = await newContact(project);
    const change = { contactIds: [a.id], addTags: ['vip'] };
    await project.run((work) => changeContacts(work, change));
    expect(await project.run((work) => changeContacts(work, change))).toEqual({ contactIds: [], undo: [] });
    const both = project.run((work) => changeContacts(work, { ...change, removeTags: ['vip'] }));
    await expect(both).rejects.toMatchObject({ code: 'bad_input' });
  });
});
