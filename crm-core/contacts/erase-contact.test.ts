import { describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import {
  memberActor,
  newChannel,
  newContact,
  newConversation,
  newDeal,
  newProject,
  succeeded,
  type TestProject,
  testCore,
} from '../../test/builders.ts';
import { imported } from '../../test/imports.ts';
import { changeDeal } from '../deals/change-deal.ts';
import { loseDeal } from '../deals/lose-deal.ts';
import { moveDeal } from '../deals/move-deal.ts';
import { builtInRoles } from '../members/permissions.ts';
import { linkContacts } from '../people/link-contacts.ts';
import { addNote } from '../tasks/add-note.ts';
import { createTask } from '../tasks/create-task.ts';
import { changeContact } from './change-contact.ts';
import { eraseContact } from './erase-contact.ts';

const core = await testCore();

/** Every table that holds one of these strings, in whatever column, as `table: string`. */
async function placesOf(strings: readonly string[]): Promise<string[]> {
  const tables = await core.db.sql<{ name: string; texts: string }[]>`
    select table_name as name, string_agg(case when data_type = 'bytea'
      then format('encode(%I, ''escape'')', column_name) else format('%I::text', column_name) end, ', ') as texts
    from information_schema.columns where table_schema = 'public' group by 1`;
  expect(tables.length).toBeGreaterThan(30);
  const places: string[] = [];
  for (const { name, texts } of tables) {
    const found = await core.db.sql.unsafe<{ string: string }[]>(
      `select string from unnest($1::text[]) string
       where exists (select 1 from "${name}" where concat_ws(' ', ${texts}) like '%' || string || '%')`,
      [`{${strings.join(',')}}`],
    );
    places.push(...found.map(({ string }) => `${name}: ${string}`));
  }
  return places;
}

const planted = [
  'Plantova',
  '79161230077',
  'planted@example.com',
  'planted-city',
  'planted-word',
  '5550077',
  'planted_user',
];

/** Tables that hold something of a person: the test has to plant in each of them. */
const holders = [
  ...['contacts', 'identities', 'conversations', 'messages', 'turns', 'timers', 'effects', 'inbox', 'outbox'],
  ...['quarantine', 'deals', 'events', 'notes', 'tasks', 'notifications', 'files', 'file_chunks', 'import_rows'],
];

/** A customer of whom something is written wherever something can be. */
async function plantedCustomer(project: TestProject) {
  const rows = [
    ['Anna Plantova', '+7 916 123-00-77', 'planted@example.com', 'planted-city'],
    ['', '', 'not-an-address of planted-word', ''],
  ];
  const headers = ['Имя', 'Телефон', 'E-mail', 'contact.city'];
  await imported(core, project, { headers, rows: rows.slice(0, 1) });
  const [row] = await core.db.sql`select id from contacts where project_id = ${project.id} and phone = '+79161230077'`;
  const contact = await project.run((work) => work.contacts.get(row?.id));
  const channel = await newChannel(project);
  const { id: conversationId, lane } = await newConversation(project, channel, contact);
  const deal = await newDeal(project, {
    name: 'Anna Plantova',
    contactId: contact.id,
    amount: 150_000,
    description: 'planted-word',
  });
  const dealId = deal.id;
  await project.run(async (work) => {
    await addNote(work, { text: 'planted-word', dealId });
    await createTask(work, { title: 'planted-word', contactId: contact.id });
    await changeContact(work, { contactId: contact.id, patch: { variables: { word: 'planted-word' } } });
    succeeded(
      await changeDeal(work, {
        dealId,
        patch: { name: 'Sofa for Plantova', amount: 200_000, variables: { w: 'planted-word' }, tags: ['planted-word'] },
      }),
    );
    succeeded(await moveDeal(work, { dealId, stageId: project.stages[1].id }));
    succeeded(await loseDeal(work, { dealId, reason: 'planted-word' }));
  });
  await project.run(async (work) => {
    work.emit('contact.exported', {}, { change: 'done', name: contact.name, contactId: contact.id });
  });
  const json = (value: object) => JSON.stringify(value);
  const now = new Date().toISOString();
  const { sql } = core.db;
  await sql`update identities set external_id = '5550077', username = 'planted_user', phone = '+79161230077' where contact_id = ${contact.id}`;
  await sql`update conversations set chat_key = '5550077', lane = ${`${channel.id}:5550077`}, last_message_text = 'planted-word' where id = ${conversationId}`;
  const text = json({ kind: 'text', text: 'planted-word' });
  const common = { project_id: project.id, conversation_id: conversationId };
  const messageId = newId('message');
  await sql`insert into messages ${sql({ id: messageId, ...common, direction: 'in', body: text, status: 'received', at: now })}`;
  await sql`insert into turns ${sql({ id: newId('turn'), ...common, trace: text, at: now })}`;
  const laneNow = `${channel.id}:5550077`;
  await sql`insert into timers ${sql({ id: `${conversationId}/t`, ...common, channel_id: channel.id, lane: laneNow, name: 't', generation: 1, fire_at: now, data: text })}`;
  await sql`insert into effects ${sql({ id: newId('effect'), ...common, channel_id: channel.id, lane: laneNow, request: text, status: 'queued', created_at: now })}`;
  await sql`insert into inbox ${sql({ channel_id: channel.id, key: '5550077:1', lane: laneNow, position: 1, event: text, done_at: now })}`;
  await sql`insert into outbox ${sql({ id: newId('outbox'), project_id: project.id, channel_id: channel.id, lane: laneNow, position: 1, chat_key: '5550077', message_id: messageId, message: text, urgency: 'reply', status: 'queued', created_at: now })}`;
  await sql`insert into quarantine (channel_id, body, error) values (${channel.id}, ${Buffer.from('{"from":5550077,"text":"planted-word"}')}, 'odd')`;
  await sql`insert into notifications ${sql({ id: newId('notification'), project_id: project.id, member_id: project.owner.id, key: 'k', kind: 'flow', text: 'planted-word', deal_id: dealId, created_at: now })}`;
  const massActionId = newId('massAction');
  const member = json({ kind: 'system', reason: '' });
  await sql`insert into mass_actions ${sql({ id: massActionId, project_id: project.id, change: json({ kind: 'delete' }), actor: member, total: 1, created_at: now })}`;
  const memory = json({ kind: 'deleted', rows: { deals: [{ contactId: contact.id, name: 'planted-word' }] } });
  await sql`insert into mass_items ${sql({ mass_action_id: massActionId, position: 0, project_id: project.id, deal_id: newId('deal'), name: 'planted-word', state: 'done', memory })}`;
  const fileId = newId('file');
  await sql`insert into files ${sql({ id: fileId, project_id: project.id, deal_id: dealId, name: 'planted-word.txt', content_type: 'text/plain', size: 12, author: json({ kind: 'system', reason: '' }), created_at: now, stored_at: now })}`;
  await sql`insert into file_chunks (file_id, position, project_id, bytes) values (${fileId}, 0, ${project.id}, ${Buffer.from('planted-word')})`;
  return { contact, deal, lane };
}

describe('D31: what is known of a contact can be erased', () => {
  test('not one planted word is left in any table, and the deal keeps its money and its stages', async () => {
    const project = await newProject(core, { locale: 'ru' });
    const { contact, deal } = await plantedCustomer(project);
    const before = await placesOf(planted);
    for (const word of planted) expect(before.join('\n')).toContain(`: ${word}`);
    for (const table of holders) expect(before.join('\n')).toContain(`${table}: `);
    const outcome = await eraseContact(core, project.actor, {
      projectId: project.id,
      contactId: contact.id,
      name: ' anna plantova',
      wholePerson: false,
    });
    expect(outcome).toEqual({ kind: 'ok', contacts: 1, messages: 1, deals: [deal.id] });
    expect(await placesOf(planted)).toEqual([]);
    expect(await placesOf([contact.id])).toEqual([]);
    const [left] = await core.db
      .sql`select name, amount::int, status, contact_id, stage_id from deals where id = ${deal.id}`;
    expect(left).toEqual({
      name: 'Данные удалены',
      amount: 200_000,
      status: 'lost',
      contact_id: null,
      stage_id: project.stages[1].id,
    });
    const history = await core.db.sql`select kind, payload from events where deal_id = ${deal.id} order by id`;
    expect(history.map(({ kind }) => kind)).toEqual(['deal.created', 'deal.changed', 'deal.moved', 'deal.lost']);
    expect(history[1]?.payload).toEqual({ currency: 'RUB', changes: { amount: { from: 150_000, to: 200_000 } } });
    expect(history[2]?.payload).toMatchObject({ from: { stageName: 'New' }, to: { stageName: 'In progress' } });
    const [noted] = await core.db
      .sql`select actor, payload from events where project_id = ${project.id} and kind = 'contact.erased'`;
    expect(noted).toMatchObject({ actor: { name: 'Olga' }, payload: { contacts: 1, deals: 1, messages: 1 } });
  });

  test('another name, a role without the right and hidden deals refuse it, and nothing changes', async () => {
    const project = await newProject(core);
    const contact = await newContact(project, { name: 'Boris' });
    await newDeal(project, { contactId: contact.id, responsibleId: null });
    const input = { projectId: project.id, contactId: contact.id, name: 'Boris', wholePerson: false };
    expect(await eraseContact(core, project.actor, { ...input, name: 'Anna' })).toMatchObject({ why: 'other_name' });
    const may = (mayNot: ('delete_contacts' | 'see_others_deals')[]) =>
      memberActor(project.owner, 'Olga', { ...builtInRoles.owner, mayNot });
    await expect(eraseContact(core, may(['delete_contacts']), input)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await eraseContact(core, may(['see_others_deals']), input)).toMatchObject({ why: 'others_deals' });
    expect(await project.run((work) => work.contacts.get(contact.id))).toMatchObject({ name: 'Boris', version: 1 });
  });

  test('of linked contacts one goes and the others stay, or all go', async () => {
    const project = await newProject(core);
    const linked = async () => {
      const [a, b] = [
        await newContact(project, { name: 'Anna' }),
        await newContact(project, { name: 'Anna in WhatsApp' }),
      ];
      const evidence = { kind: 'operator' as const };
      await project.run((work) => linkContacts(work, { contactId: a.id, otherContactId: b.id, evidence }));
      return [a, b] as const;
    };
    const exists = async (id: string) => (await core.db.sql`select 1 from contacts where id = ${id}`).length === 1;
    const [a, b] = await linked();
    await eraseContact(core, project.actor, {
      projectId: project.id,
      contactId: a.id,
      name: 'Anna',
      wholePerson: false,
    });
    expect([await exists(a.id), await exists(b.id)]).toEqual([false, true]);
    const [person] = await core.db.sql`
      select p.primary_contact_id as primary from people p join contacts c on c.person_id = p.id where c.id = ${b.id}`;
    expect(person?.primary).toBe(b.id);
    const [c, d] = await linked();
    await eraseContact(core, project.actor, {
      projectId: project.id,
      contactId: c.id,
      name: 'Anna',
      wholePerson: true,
    });
    expect([await exists(c.id), await exists(d.id)]).toEqual([false, false]);
  });
});
