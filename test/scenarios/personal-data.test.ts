import { expect, test } from 'vitest';
import { eraseContact } from '../../crm-core/contacts/erase-contact.ts';
import { systemActor } from '../../crm-core/work/actor.ts';
import { openStand } from './stand.ts';

const stand = await openStand({ by: 'webhook' });
const greeting = 'start: { on-message: { match: { kind: any } }, to: hello }\nhello: { message: { text: Hello } }';

test('D31, D9: whoever was erased and writes again is a new contact with a new deal; the old deal stays without a name', async () => {
  const shop = await stand.shop({ flow: greeting });
  const anna = shop.bot.customer();
  anna.say('My planted secret');
  await shop.settled();
  const [before] = await stand.sql`select id, name from contacts where project_id = ${shop.projectId}`;
  await eraseContact(stand.house().core, systemActor('test'), {
    projectId: shop.projectId,
    contactId: before?.id,
    name: String(before?.name),
    wholePerson: true,
  });
  const left = await stand.sql`
    select (select count(*)::int from messages where project_id = ${shop.projectId}) as messages,
      (select count(*)::int from identities where project_id = ${shop.projectId}) as identities`;
  expect(left).toEqual([{ messages: 0, identities: 0 }]);

  anna.say('Hello again');
  await shop.settled();
  const contacts = await stand.sql`select id from contacts where project_id = ${shop.projectId}`;
  expect(contacts).toHaveLength(1);
  expect(contacts[0]?.id).not.toBe(before?.id);
  const deals = await stand.sql`
    select contact_id as contact, status from deals where project_id = ${shop.projectId} order by id`;
  expect(deals).toEqual([
    { contact: null, status: 'open' },
    { contact: contacts[0]?.id, status: 'open' },
  ]);
});
