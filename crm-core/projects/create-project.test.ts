import { describe, expect, it } from 'vitest';
import {
  memberActor,
  newChannel,
  newContact,
  newConversation,
  newDeal,
  newProject,
  testCore,
} from '../../test/builders.ts';
import { writeMessage } from '../conversations/write-message.ts';
import { createFlow } from '../flows/create-flow.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { notifyMembers } from '../members/notify-members.ts';
import { builtInRoles } from '../members/permissions.ts';
import { linkContacts } from '../people/link-contacts.ts';
import { addNote } from '../tasks/add-note.ts';
import { createTask } from '../tasks/create-task.ts';
import { changeSettings } from './change-settings.ts';
import { createProject } from './create-project.ts';
import { removeProject } from './remove-project.ts';

const core = await testCore();

describe('createProject', () => {
  it('D30: begins with its owner and the four built-in roles, in the project’s language', async () => {
    const owner = { email: ' Boss@Example.com ', name: 'Boss' };
    const created = await createProject(core.db, core.clock.now(), { name: 'Shop', owner, locale: 'ru' });
    const config = await core.configs.current(created.project.id);
    expect(config.members).toMatchObject([
      {
        email: 'boss@example.com',
        name: 'Boss',
        role: { kind: 'owner', name: 'Владелец', permissions: builtInRoles.owner },
      },
    ]);
    expect(Object.values(created.roles).map((role) => role.kind)).toEqual([
      'owner',
      'administrator',
      'editor',
      'operator',
    ]);
    expect(config.project.settings).toMatchObject({
      intake: { acceptOnFirstStage: true, pipelineId: null },
      timeZone: 'Europe/Moscow',
      country: 'RU',
    });
    expect(config.pipelines).toEqual([]);
    const second = await createProject(core.db, core.clock.now(), { name: 'Other', owner });
    expect(second.owner.userId).toBe(created.owner.userId);
  });
});

describe('changeSettings', () => {
  it('changes the given ones, keeps the others, and a colleague’s of the same moment', async () => {
    const project = await newProject(core);
    let runs = 0;
    await project.run(async (work) => {
      runs += 1;
      await changeSettings(work, { settings: { botSilentMinutes: 5 } });
      if (runs === 1)
        await project.run((other) => changeSettings(other, { name: 'Shop', settings: { country: 'KZ' } }));
    });
    const stored = (await core.configs.current(project.id)).project;
    expect(stored).toMatchObject({ name: 'Shop', settings: { botSilentMinutes: 5, country: 'KZ', locale: 'en' } });
  });

  it('refuses a foreign pipeline, negative minutes, and members without the right', async () => {
    const project = await newProject(core);
    const stranger = await newProject(core);
    const intake = { acceptOnFirstStage: true, pipelineId: stranger.pipeline.id };
    const change = (settings: object, as = project.actor) =>
      project.run((work) => changeSettings(work, { settings }), as);
    await expect(change({ intake })).rejects.toMatchObject({ code: 'not_found' });
    await expect(change({ botSilentMinutes: -1 })).rejects.toMatchObject({ code: 'bad_input' });
    const editor = memberActor(project.owner, 'Ed', builtInRoles.editor);
    await expect(change({ country: 'KZ' }, editor)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('removeProject', () => {
  /** Everything that a project can have. */
  async function fullProject(demo: boolean) {
    const project = await newProject(core, { demo });
    const channel = await newChannel(project);
    const [contact, other] = [await newContact(project), await newContact(project)];
    const conversation = await newConversation(project, channel, contact);
    const deal = await newDeal(project, { contactId: contact.id });
    await project.run(async (work) => {
      const message = { body: { kind: 'text' as const, text: 'Hi' } };
      await writeMessage(work, { conversationId: conversation.id, message });
      await createTask(work, { title: 'Call', dealId: deal.id });
      await addNote(work, { text: 'Hm', contactId: contact.id });
      await notifyMembers(work, { to: 'all', key: 'k', kind: 'flow', text: 'Look', dealId: deal.id });
      const flow = await createFlow(work, { name: 'Welcome', draft: {} });
      await publishFlow(work, { flowId: flow.id, document: {} });
      const evidence = { kind: 'operator' as const };
      await linkContacts(work, { contactId: contact.id, otherContactId: other.id, evidence });
    });
    const { lane } = conversation;
    await core.db.sql`
      insert into inbox (channel_id, key, lane, position, event) values (${channel.id}, 'k', ${lane}, 1, '{}')`;
    await core.db.sql`insert into quarantine (channel_id, body, error) values (${channel.id}, '', 'broken')`;
    return { project, channel };
  }

  /** How many rows of each table are left of a project. */
  async function left(project: { id: string }, channel: { id: string }) {
    const tables = await core.db.sql`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'project_id' order by 1`;
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await core.db.sql`
        select count(*)::int as n from ${core.db.sql(name)} where project_id = ${project.id}`;
      counts[name] = row?.n;
    }
    for (const name of ['inbox', 'quarantine']) {
      const [row] = await core.db.sql`
        select count(*)::int as n from ${core.db.sql(name)} where channel_id = ${channel.id}`;
      counts[name] = row?.n;
    }
    return counts;
  }

  it('takes a demo project away to the last row, and nothing of another', async () => {
    const demo = await fullProject(true);
    const other = await fullProject(true);
    const before = await left(other.project, other.channel);
    const filled = Object.entries(await left(demo.project, demo.channel)).filter(([, count]) => count > 0);
    expect(filled.map(([name]) => name)).toEqual(
      expect.arrayContaining(['deals', 'messages', 'outbox', 'inbox', 'quarantine', 'person_links', 'flow_versions']),
    );
    await removeProject(core.db, { projectId: demo.project.id, actor: demo.project.actor });
    const counts = Object.values(await left(demo.project, demo.channel));
    expect(counts.every((count) => count === 0)).toBe(true);
    await expect(core.configs.current(demo.project.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await left(other.project, other.channel)).toEqual(before);
  });

  it('touches no real project', async () => {
    const { project, channel } = await fullProject(false);
    const before = await left(project, channel);
    const removed = removeProject(core.db, { projectId: project.id, actor: project.actor });
    await expect(removed).rejects.toMatchObject({ code: 'not_found' });
    expect(await left(project, channel)).toEqual(before);
  });
});
