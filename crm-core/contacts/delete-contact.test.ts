import { describe, expect, it } from 'vitest';
import {
  eventsOf,
  memberActor,
  newChannel,
  newContact,
  newConversation,
  newDeal,
  newProject,
  storedDeal,
  succeeded,
  testCore,
} from '../../test/builders.ts';
import { writeMessage } from '../conversations/write-message.ts';
import { builtInRoles } from '../members/permissions.ts';
import { linkContacts } from '../people/link-contacts.ts';
import { neverLink } from '../people/never-link.ts';
import { addNote } from '../tasks/add-note.ts';
import { createTask } from '../tasks/create-task.ts';
import { deleteContact } from './delete-contact.ts';

const core = await testCore();

describe('S12: deleting a contact', () => {
  it('takes accounts, talk, tasks and notes with it and leaves the deals', async () => {
    const project = await newProject(core);
    const contact = await newContact(project);
    const other = await newContact(project, { name: 'Boris' });
    const channel = await newChannel(project);
    const conversation = await newConversation(project, channel, contact);
    const kept = await newConversation(project, channel, other);
    const deal = await newDeal(project, { contactId: contact.id });
    await project.run(async (work) => {
      for (const { id } of [conversation, kept]) {
        await writeMessage(work, { conversationId: id, message: { body: { kind: 'text', text: 'Hi' } } });
      }
      await createTask(work, { title: 'Call', contactId: contact.id });
      await addNote(work, { text: 'Rude', contactId: contact.id });
    });
    await project.run((work) => deleteContact(work, { contactId: contact.id }));
    const [left] = await core.db.sql`
      select (select count(*)::int from contacts where project_id = ${project.id}) as contacts,
        (select count(*)::int from people where project_id = ${project.id}) as people,
        (select count(*)::int from identities where project_id = ${project.id}) as identities,
        (select count(*)::int from conversations where project_id = ${project.id}) as conversations,
        (select count(*)::int from messages where project_id = ${project.id}) as messages,
        (select count(*)::int from outbox where project_id = ${project.id}) as outbox,
        (select count(*)::int from tasks where project_id = ${project.id}) as tasks,
        (select count(*)::int from notes where project_id = ${project.id}) as notes`;
    expect(left).toEqual({
      ...{ contacts: 1, people: 1, identities: 1, conversations: 1, messages: 1, outbox: 1, tasks: 0, notes: 0 },
    });
    expect(await storedDeal(core, deal.id)).toMatchObject({ contactId: null, status: 'open' });
    expect((await eventsOf(core, { contactId: contact.id })).at(-1)).toMatchObject({ kind: 'contact.deleted' });
  });

  it('M3: takes him out of his person and leaves the others as they would be without him', async () => {
    const project = await newProject(core);
    const [a, b, c] = [await newContact(project), await newContact(project), await newContact(project)];
    const link = (contactId: typeof a.id, otherContactId: typeof a.id) =>
      project.run(async (work) =>
        succeeded(await linkContacts(work, { contactId, otherContactId, evidence: { kind: 'operator' } })),
      );
    await link(b.id, a.id);
    await link(b.id, c.id);
    await link(a.id, c.id);
    await project.run((work) => deleteContact(work, { contactId: b.id }));
    const rows = await core.db.sql`
      select c.id, p.primary_contact_id as primary from contacts c join people p on p.id = c.person_id
      where c.project_id = ${project.id} order by c.id`;
    expect(rows.map((row) => [row.id, row.primary])).toEqual([
      [a.id, a.id],
      [c.id, a.id],
    ]);
  });

  it('D30: is for those who may, and a mark with him is no obstacle', async () => {
    const project = await newProject(core);
    const [contact, other] = [await newContact(project), await newContact(project)];
    const pair = { contactId: contact.id, otherContactId: other.id };
    await project.run(async (work) => succeeded(await neverLink(work, pair)));
    const operator = memberActor(project.owner, 'O', builtInRoles.operator);
    const refused = project.run((work) => deleteContact(work, { contactId: contact.id }), operator);
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    await project.run((work) => deleteContact(work, { contactId: contact.id }));
    const again = project.run((work) => deleteContact(work, { contactId: contact.id }));
    await expect(again).rejects.toMatchObject({ code: 'not_found' });
  });
});
