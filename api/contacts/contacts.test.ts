import { beforeEach, describe, expect, test } from 'vitest';
import { createContact, type NewContact } from '../../crm-core/contacts/create-contact.ts';
import { createField } from '../../crm-core/fields/create-field.ts';
import { builtInRoles, type Permissions } from '../../crm-core/members/permissions.ts';
import { asId, type ContactId } from '../../kernel/ids.ts';
import { api } from '../contract/api.ts';
import type { ContactFilter } from '../contract/contact-filter.ts';
import type { ContactRow, DuplicatePair } from '../contract/contacts.ts';
import { ask, call } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { addMember, createTenant, dealOn, inProject, type Tenant, talk } from '../testing/tenant.ts';

const stand = await startStand();
const { origin } = stand;

let shop: Tenant;
let tenants = 0;
beforeEach(async () => {
  tenants += 1;
  shop = await createTenant(stand, `Contacts${tenants}`);
});

const sending = (rest: { body?: unknown; query?: Record<string, string | number>; ids?: object } = {}) => ({
  params: { ...shop.ids, ...rest.ids },
  headers: shop.owner,
  ...(rest.body !== undefined && { body: rest.body }),
  ...(rest.query && { query: rest.query }),
});

const made = (input: NewContact) =>
  inProject(stand, shop.projectId, (work) => createContact(work, input)).then((row) => row.id);

const dealOf = (contactId: ContactId, name: string) =>
  inProject(stand, shop.projectId, (work) => dealOn(work, { contactId, name, stageId: asId(shop.ids.stageId) }));

async function listed(filter: ContactFilter, query: Record<string, string | number> = {}): Promise<string[]> {
  const text = JSON.stringify(filter);
  const { contacts } = await ask(origin, api.contacts.list, sending({ query: { filter: text, ...query } }));
  const { count } = await ask(origin, api.contacts.count, sending({ query: { filter: text } }));
  if (query.limit === undefined) expect(count).toBe(contacts.length);
  return contacts.map((contact) => contact.name);
}

describe('D13: the list of contacts', () => {
  test('shows channels, deals, the last message and how many are merged', async () => {
    const { contacts } = await ask(origin, api.contacts.list, sending({ query: { sort: 'name' } }));
    expect(contacts.map((row) => [row.name, row.deals, row.openDeals, row.merged, row.lastMessageText])).toEqual([
      ['Anna Belova', 1, 1, 0, 'Is the sofa still there?'],
      ['Boris T', 0, 0, 1, null],
      ['Boris W', 0, 0, 1, null],
      ['Vera', 0, 0, 0, null],
    ]);
    expect(contacts[0]?.channels).toEqual([{ kind: 'simulator', imitates: 'whatsapp' }]);
  });

  test('is sorted by the last message of any conversation; those who never wrote stand at the end either way', async () => {
    const [early, late] = [await made({ name: 'Early' }), await made({ name: 'Late' })];
    const spoke = async (contactId: ContactId, day: string) => {
      const { conversation } = await inProject(stand, shop.projectId, async (work) =>
        talk(work, await work.contacts.get(contactId)),
      );
      await stand.db
        .sql`update conversations set last_message_at = ${day}::text::timestamptz where id = ${conversation.id}`;
    };
    await spoke(early, '2020-01-01T10:00:00.000001Z');
    await spoke(late, '2020-01-01T10:00:00.000002Z');
    await spoke(early, '2019-01-01T10:00:00Z');
    const silent = ['Boris W', 'Boris T', 'Vera'];
    expect(await listed({}, { sort: '-last_message' })).toEqual(['Anna Belova', 'Late', 'Early', ...silent]);
    expect(await listed({}, { sort: 'last_message' })).toEqual([
      'Early',
      'Late',
      'Anna Belova',
      ...silent.toReversed(),
    ]);
    const sections = { ...builtInRoles.owner.sections, inbox: 'none' as const };
    const { headers } = await addMember(stand, shop.projectId, { sections, mayNot: [] });
    const asked = call(origin, api.contacts.list, { ...sending({ query: { sort: 'last_message' } }), headers });
    expect((await asked).status).toBe(403);
  });

  test('goes on page by page without losing or repeating anybody, in every order', async () => {
    for (let i = 0; i < 7; i++) await made({ name: `Twin ${i % 2}` });
    for (const sort of ['-created', 'created', 'name', '-name', 'last_message', '-last_message']) {
      const seen: string[] = [];
      let after: string | null = '';
      while (after !== null) {
        const query: Record<string, string | number> = { sort, limit: 3, ...(after && { after }) };
        const page: { contacts: ContactRow[]; next: string | null } = await ask(
          origin,
          api.contacts.list,
          sending({ query }),
        );
        seen.push(...page.contacts.map((contact) => contact.id));
        after = page.next;
      }
      expect(seen, sort).toHaveLength(11);
      expect(new Set(seen).size, sort).toBe(11);
    }
  });

  const cases: [string, ContactFilter, string[]][] = [
    ['part of a name', { search: 'belo' }, ['Anna Belova']],
    ['the middle of a phone', { search: '(916) 123' }, ['Anna Belova']],
    ['the end of a phone', { search: '45-67' }, ['Anna Belova']],
    ['an e-mail', { search: 'anna@' }, ['Anna Belova']],
    ['a tag', { conditions: [{ field: 'tags', op: 'any_of', value: ['shop', 'x'] }] }, ['Vera']],
    [
      'no tag',
      { conditions: [{ field: 'tags', op: 'none_of', value: ['shop'] }] },
      ['Boris W', 'Boris T', 'Anna Belova'],
    ],
    ['a variable', { conditions: [{ field: 'contact.city', op: 'is', value: 'TVER' }] }, ['Vera']],
    ['open deals', { conditions: [{ field: 'open_deals', op: 'filled' }] }, ['Anna Belova']],
    ['no deals', { conditions: [{ field: 'deals', op: 'empty' }] }, ['Vera', 'Boris W', 'Boris T'].sort()],
    ['merged', { conditions: [{ field: 'merged', op: 'filled' }] }, ['Boris W', 'Boris T']],
    [
      'no phone',
      {
        conditions: [
          { field: 'phone', op: 'empty' },
          { field: 'merged', op: 'empty' },
        ],
      },
      ['Vera'],
    ],
    ['a message lately', { conditions: [{ field: 'last_message', op: 'last_days', value: 2 }] }, []],
    ['any message', { conditions: [{ field: 'last_message', op: 'filled' }] }, ['Anna Belova']],
    [
      'nobody responsible',
      { conditions: [{ field: 'responsible', op: 'any_of', value: ['none'] }] },
      ['Vera', 'Boris W', 'Boris T', 'Anna Belova'],
    ],
    ['me responsible', { conditions: [{ field: 'responsible', op: 'any_of', value: ['me'] }] }, []],
  ];
  test.each(cases)('finds by %s', async (_title, filter, names) => {
    expect((await listed(filter)).sort()).toEqual([...names].sort());
  });

  test('knows a channel, a number and a day among variables', async () => {
    await made({ name: 'Old', variables: { age: 70, met: '2020-02-03' } });
    await made({ name: 'Young', variables: { age: 9, met: 'never' } });
    const by = (field: string, op: 'at_least' | 'older_days' | 'any_of', value: number | string[]) =>
      listed({ conditions: [{ field, op, value }] });
    expect(await by('contact.age', 'at_least', 18)).toEqual(['Old']);
    expect(await by('contact.met', 'older_days', 30)).toEqual(['Old']);
    expect(await by('channel', 'any_of', [shop.ids.channelId])).toEqual(['Anna Belova']);
  });

  test('refuses what is no field or no operator of it', async () => {
    for (const condition of [
      { field: 'amount', op: 'filled' },
      { field: 'open_deals', op: 'is', value: 1 },
      { field: 'tags', op: 'any_of', value: 'x' },
    ]) {
      const filter = JSON.stringify({ conditions: [condition] });
      expect((await call(origin, api.contacts.list, sending({ query: { filter } }))).status).toBe(400);
    }
  });

  test('is searched by the name in a messenger, too, and by the end of a phone', async () => {
    const contactId = await made({ name: 'Zoya', phone: '+79161239876' });
    await inProject(stand, shop.projectId, async (work) => {
      const { identity } = await talk(work, await work.contacts.get(contactId));
      work.identities.update(identity.id, { username: 'zoya_50%' });
    });
    for (const search of ['@zoya_50', 'ZOYA_50%', '98-76']) expect(await listed({ search }), search).toEqual(['Zoya']);
    expect(await listed({ search: '@zoya-50' })).toEqual([]);
    const found = await ask(origin, api.contacts.search, sending({ query: { search: '@zoya' } }));
    expect(found.map(({ name }) => name)).toEqual(['Zoya']);
  });

  test('tags many at once and takes it back', async () => {
    const contactIds = [shop.ids.contactId, shop.ids.otherContactId];
    const done = await ask(origin, api.contacts.changeMany, sending({ body: { contactIds, addTags: ['shop'] } }));
    expect(done.changed).toBe(1);
    expect(await listed({ conditions: [{ field: 'tags', op: 'any_of', value: ['shop'] }] })).toHaveLength(2);
    for (const body of done.undo) await ask(origin, api.contacts.changeMany, sending({ body }));
    expect(await listed({ conditions: [{ field: 'tags', op: 'any_of', value: ['shop'] }] })).toEqual(['Vera']);
  });
});

describe('S12: a contact made and deleted by hand', () => {
  test('needs no channel, and its fields have the types that the project gave them', async () => {
    await inProject(stand, shop.projectId, (work) =>
      createField(work, { entity: 'contact', name: 'Born', type: 'date' }),
    );
    const body = { name: ' Gleb ', phone: '+7 903 111 22 33', variables: { born: '1990-01-31' }, tags: ['new'] };
    const contact = await ask(origin, api.contacts.create, sending({ body }));
    expect(contact).toMatchObject({ name: 'Gleb', phone: '+79031112233', variables: { born: '1990-01-31' } });
    const page = await ask(origin, api.contacts.get, sending({ ids: { contactId: contact.id } }));
    expect(page).toMatchObject({ identities: [], conversations: [], deals: [], contacts: [{ id: contact.id }] });
    const wrong = await call(
      origin,
      api.contacts.create,
      sending({ body: { ...body, variables: { born: 'long ago' } } }),
    );
    expect(wrong).toMatchObject({ status: 400, body: { error: { details: { field: 'variables.born' } } } });
  });

  test('says what goes with it and leaves the deal', async () => {
    const ids = shop.ids.contactId;
    const removal = await ask(origin, api.contacts.removal, sending({ query: { ids } }));
    expect(removal).toEqual({ contacts: 1, linked: 0, deals: 1, conversations: 1, tasks: 1, notes: 0 });
    expect(await ask(origin, api.contacts.removeMany, sending({ body: { contactIds: [ids, ids] } }))).toEqual({
      deleted: 1,
    });
    expect((await call(origin, api.contacts.get, sending())).status).toBe(404);
    const { deal, contact } = await ask(origin, api.deals.get, sending());
    expect([deal.contactId, contact]).toEqual([null, null]);
  });

  test('D14: of two who change the same contact at once the second is told what the first has made of it', async () => {
    const contactId = await made({ name: 'Ilya', phone: '+79161234567' });
    const change = (body: object) => call(origin, api.contacts.change, sending({ ids: { contactId }, body }));
    const { contact: seen } = await ask(origin, api.contacts.get, sending({ ids: { contactId } }));
    const first = await change({ name: 'Ilya K', version: seen.version });
    expect([first.status, first.body]).toMatchObject([200, { name: 'Ilya K', version: seen.version + 1 }]);
    const second = await change({ name: 'Ilya M', version: seen.version });
    expect([second.status, second.body]).toMatchObject([
      409,
      { error: { code: 'conflict', details: { contact: { name: 'Ilya K', version: seen.version + 1 } } } },
    ]);
    const both = await Promise.all(['A', 'B'].map((name) => change({ name, version: seen.version + 1 })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await change({ email: 'ilya@example.com' })).body).toMatchObject({ email: 'ilya@example.com' });
  });

  test('D30: is not deleted by those who may not', async () => {
    const { headers } = await addMember(stand, shop.projectId, builtInRoles.operator);
    const body = { contactIds: [shop.ids.contactId] };
    expect((await call(origin, api.contacts.removeMany, { ...sending({ body }), headers })).status).toBe(403);
    expect((await call(origin, api.contacts.get, sending())).status).toBe(200);
  });
});

describe('D10, D18: the page of a contact', () => {
  test('shows the whole person: accounts, deals with the current one, tasks, links and who made them', async () => {
    const other = asId<'contact'>(shop.ids.otherContactId);
    await inProject(stand, shop.projectId, async (work) => talk(work, await work.contacts.get(other)));
    const second = await dealOf(other, 'Armchair');
    const body = { otherContactId: other, take: ['variables.city'] };
    await ask(origin, api.contacts.link, sending({ body }));
    const page = await ask(origin, api.contacts.get, sending());
    expect(page.contact).toMatchObject({ name: 'Anna Belova', variables: { city: 'Tver' } });
    expect(page.primaryContactId).toBe(shop.ids.contactId);
    expect(page.contacts.map((one) => one.name)).toEqual(['Anna Belova', 'Vera']);
    expect(page.identities).toHaveLength(2);
    expect(page.deals.map((deal) => [deal.name, deal.current])).toEqual([
      ['Armchair', true],
      ['Sofa', false],
    ]);
    expect(page.links).toMatchObject([
      {
        contactName: 'Anna Belova',
        otherContactName: 'Vera',
        taken: ['variables.city'],
        by: { kind: 'member' },
        undoneAt: null,
      },
    ]);
    await ask(origin, api.deals.makeCurrent, sending());
    expect((await ask(origin, api.contacts.get, sending())).deals.find((deal) => deal.current)?.name).toBe('Sofa');
    const { entries } = await ask(origin, api.contacts.timeline, sending());
    expect(entries.map((entry) => [entry.kind, entry.deal?.name])).toContainEqual(['deal.created', second.name]);
    expect(entries.map((entry) => entry.kind)).toContain('contact.linked');
  });

  test('D30: shows no deals, nor what happened to them, to those who may not see them', async () => {
    const ownOnly: Permissions = { ...builtInRoles.owner, mayNot: ['see_others_deals'] };
    const noCrm: Permissions = {
      sections: { ...builtInRoles.owner.sections, crm: 'none', inbox: 'none', tasks: 'none' },
      mayNot: [],
    };
    for (const permissions of [ownOnly, noCrm]) {
      const { headers } = await addMember(stand, shop.projectId, permissions);
      const page = await ask(origin, api.contacts.get, { ...sending(), headers });
      expect([page.deals, page.tasks]).toEqual([[], []]);
      const { entries } = await ask(origin, api.contacts.timeline, { ...sending(), headers });
      expect(entries.filter((entry) => entry.deal)).toEqual([]);
      const { contacts } = await ask(origin, api.contacts.list, { ...sending(), headers });
      expect(contacts.every((row) => row.deals === 0 && row.openDeals === 0)).toBe(true);
      const query = { otherContactId: shop.ids.otherContactId };
      const preview = await ask(origin, api.contacts.previewLink, { ...sending({ query }), headers });
      expect(preview.boards).toEqual([]);
    }
  });
});

describe('D16: duplicates', () => {
  const reasonsOf = async (contactId: string) =>
    (await ask(origin, api.contacts.duplicates, sending({ ids: { contactId } }))).map((one) => [
      one.contact.name,
      one.reason,
    ]);

  test('are suggested by phone, attested phone, e-mail and by name with the end of a phone, and never linked', async () => {
    const asked = await made({ name: 'Petr Orlov', phone: '+79035550011', email: 'petr@example.com' });
    await made({ name: 'Same phone', phone: '+79035550011' });
    await made({ name: 'Same mail', email: 'PETR@example.com' });
    await made({ name: 'Petr Orloff', phone: '+74955550011' });
    await made({ name: 'Quite another', phone: '+78125550011' });
    const attested = await made({ name: 'Writes from it' });
    await inProject(stand, shop.projectId, async (work) => {
      const { identity } = await talk(work, await work.contacts.get(attested));
      work.identities.update(identity.id, { phone: '+79035550011' });
    });
    expect(await reasonsOf(asked)).toEqual([
      ['Writes from it', 'attested_phone'],
      ['Same phone', 'phone'],
      ['Same mail', 'email'],
      ['Petr Orloff', 'name_and_phone_tail'],
    ]);
    expect(await reasonsOf(attested)).toEqual([
      ['Petr Orlov', 'attested_phone'],
      ['Same phone', 'attested_phone'],
    ]);
    const { pairs, next } = await ask(origin, api.contacts.listDuplicates, sending());
    expect(next).toBeNull();
    expect(pairs.map((pair) => [pair.reason, pair.contact.name, pair.other.name])).toEqual([
      ['attested_phone', 'Writes from it', 'Petr Orlov'],
      ['attested_phone', 'Writes from it', 'Same phone'],
      ['phone', 'Petr Orlov', 'Same phone'],
      ['email', 'Petr Orlov', 'Same mail'],
      ['name_and_phone_tail', 'Petr Orlov', 'Petr Orloff'],
    ]);
    const page = await ask(origin, api.contacts.get, sending({ ids: { contactId: asked } }));
    expect([page.contacts.length, page.links.length]).toEqual([1, 0]);
  });

  test('D18: are no longer suggested once they are linked, or marked as never to be', async () => {
    const [a, b, c] = [
      await made({ name: 'A', phone: '+79035550022' }),
      await made({ name: 'B', phone: '+79035550022' }),
      await made({ name: 'C', phone: '+79035550022' }),
    ];
    const mark = { ids: { contactId: a }, body: { otherContactId: b } };
    expect(await ask(origin, api.contacts.neverLink, sending(mark))).toEqual({ kind: 'ok' });
    expect(await reasonsOf(a)).toEqual([['C', 'phone']]);
    await ask(origin, api.contacts.link, sending({ ids: { contactId: b }, body: { otherContactId: c } }));
    expect(await reasonsOf(a)).toEqual([]);
    const refused = await ask(
      origin,
      api.contacts.link,
      sending({ ids: { contactId: a }, body: { otherContactId: c } }),
    );
    expect(refused).toMatchObject({ kind: 'refused', why: 'never_link' });
    expect((await ask(origin, api.contacts.listDuplicates, sending())).pairs).toEqual([]);
    await ask(origin, api.contacts.allowLink, sending({ ids: { contactId: a, otherContactId: b } }));
    expect(await reasonsOf(a)).toHaveLength(2);
  });

  test('come in pages that meet every group once', async () => {
    for (let i = 10; i < 55; i++) {
      await made({ name: `One ${i}`, phone: `+790355501${i}` });
      await made({ name: `Two ${i}`, phone: `+790355501${i}` });
    }
    const values: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const query: Record<string, string> = after ? { after } : {};
      const page: { pairs: DuplicatePair[]; next: string | null } = await ask(
        origin,
        api.contacts.listDuplicates,
        sending({ query }),
      );
      values.push(...page.pairs.map((pair) => pair.value));
      after = page.next;
    }
    expect(values).toHaveLength(45);
    expect(new Set(values).size).toBe(45);
  });
});

describe('D18, S15: the preview of a link', () => {
  test('tells the conflicts and what boards will show, and it comes to pass', async () => {
    const other = asId<'contact'>(shop.ids.otherContactId);
    const behind = await dealOf(other, 'Armchair');
    const pipelines = await ask(origin, api.pipelines.list, sending());
    const pipeline = pipelines.find(({ id }) => id === shop.ids.pipelineId);
    const { id: _, ...body } = { ...pipeline, settings: { ...pipeline?.settings, hideMerged: true } };
    const stages = (pipeline?.stages ?? []).map(({ pipelineId: _of, ...stage }) => stage);
    await ask(origin, api.pipelines.save, sending({ body: { ...body, stages, deletedStages: [] } }));
    const preview = await ask(origin, api.contacts.previewLink, sending({ query: { otherContactId: other } }));
    expect(preview.conflicts).toEqual([
      { field: 'name', mine: 'Anna Belova', theirs: 'Vera' },
      { field: 'variables.city', mine: null, theirs: 'Tver' },
      { field: 'tags', mine: [], theirs: ['shop'] },
    ]);
    expect(preview.boards).toMatchObject([
      { pipelineId: shop.ids.pipelineId, hideMerged: true, shown: [{ name: 'Sofa' }], hidden: [{ name: 'Armchair' }] },
    ]);
    const linked = await ask(origin, api.contacts.link, sending({ body: { otherContactId: other } }));
    const cards = async () => {
      const { columns } = await ask(origin, api.board.get, sending());
      return columns.flatMap((column) =>
        column.cards.filter((card) => card.contactId).map((card) => [card.name, card.merged]),
      );
    };
    expect(await cards()).toEqual([['Sofa', 1]]);
    expect(await ask(origin, api.deals.family, sending())).toMatchObject([
      { id: behind.id, contactName: 'Vera', channels: [] },
    ]);
    expect((await ask(origin, api.deals.get, sending())).linkedContacts).toMatchObject([{ id: other, name: 'Vera' }]);
    expect(await ask(origin, api.deals.family, sending({ ids: { dealId: behind.id } }))).toEqual([]);
    await ask(origin, api.contacts.makePrimary, sending({ ids: { contactId: other } }));
    expect(await cards()).toEqual([[behind.name, 1]]);
    if (linked.kind !== 'ok') throw new Error(linked.message);
    await ask(origin, api.contacts.unlink, sending({ ids: { personLinkId: linked.linkId } }));
    expect((await cards()).sort()).toEqual([
      ['Armchair', 0],
      ['Sofa', 0],
    ]);
  });
});
