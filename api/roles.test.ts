import { beforeAll, describe, expect, test } from 'vitest';
import {
  allows,
  type BuiltInRole,
  builtInRoles,
  levels,
  type Permissions,
  type Restriction,
  restrictions,
  sections,
} from '../crm-core/members/permissions.ts';
import { asId, newId } from '../kernel/ids.ts';
import { api } from './contract/api.ts';
import type { Operation } from './contract/operation.ts';
import { ask, call } from './testing/caller.ts';
import { dumpProject } from './testing/dump.ts';
import { operations, sampleCall } from './testing/sample-calls.ts';
import { startStand } from './testing/stand.ts';
import { addMember, createKey, createTenant, dealOn, inProject, type Tenant } from './testing/tenant.ts';

const stand = await startStand();
const { origin, db } = stand;

let shop: Tenant;
beforeAll(async () => {
  shop = await createTenant(stand, 'Shop');
});

const everything = builtInRoles.owner;
const inSections = operations.flatMap((operation) =>
  operation.access.kind === 'member' ? [{ operation, ...operation.access }] : [],
);

/** Well-formed ids of nothing: whoever is let in changes nothing by it. */
function harmless(operation: Operation, tenant: Tenant) {
  const nothing = { ...tenant.ids, ...idsOfNothing, projectId: tenant.projectId };
  return sampleCall(operation, nothing);
}

const idsOfNothing = {
  pipelineId: newId('pipeline'),
  stageId: newId('stage'),
  otherStageId: newId('stage'),
  sparePipelineId: newId('pipeline'),
  spareStageId: newId('stage'),
  dealId: newId('deal'),
  otherDealId: newId('deal'),
  closedDealId: newId('deal'),
  unsortedDealId: newId('deal'),
  contactId: newId('contact'),
  otherContactId: newId('contact'),
  personLinkId: newId('personLink'),
  memberId: newId('member'),
  taskId: newId('task'),
  channelId: newId('channel'),
  conversationId: newId('conversation'),
  messageId: newId('message'),
  flowId: newId('flow'),
  fieldId: newId('field'),
  apiKeyId: newId('apiKey'),
  notificationId: newId('notification'),
  viewId: newId('view'),
  massActionId: newId('massAction'),
  fileId: newId('file'),
  importId: newId('import'),
  runningImportId: newId('import'),
  stoppedImportId: newId('import'),
  otherMemberId: newId('member'),
  formerMemberId: newId('member'),
  invitedMemberId: newId('member'),
  operatorRoleId: newId('role'),
  customRoleId: newId('role'),
  noteId: newId('note'),
  turnId: newId('turn'),
};

describe('S17, D30: each section’s level decides, for keys and members alike, and nothing else does', () => {
  const cases = sections.flatMap((section) => levels.map((level) => [section, level] as const));
  test.each(cases)('%s: %s', async (section, level) => {
    const permissions: Permissions = { sections: { ...everything.sections, [section]: level }, mayNot: [] };
    const tenant = await createTenant(stand, `${section} ${level}`);
    const callers = [
      (await createKey(stand, tenant.projectId, permissions)).headers,
      (await addMember(stand, tenant.projectId, permissions)).headers,
    ];
    for (const { operation, section: needed, level: atLeast, also, or } of inSections) {
      if (or) continue; // Another of its sections lets in: see the next test.
      if (operation.name === 'projects.createApiKey') continue; // Asks for more than the section: see the test of its own.
      const refusedBySection = needed === section && levels.indexOf(level) < levels.indexOf(atLeast);
      for (const headers of callers) {
        const { status, body } = await call(origin, operation, { ...harmless(operation, tenant), headers });
        if (refusedBySection) expect(status, operation.name).toBe(403);
        else if (status === 403) {
          expect(also?.map((one) => one.section) ?? [], `${operation.name}: ${JSON.stringify(body)}`).toContain(
            section,
          );
        }
      }
    }
  });
});

describe('S17: a role with one section only reaches what is that section’s, and nothing else', () => {
  const cases = sections.flatMap((section) => (['view', 'edit'] as const).map((level) => [section, level] as const));
  test.each(cases)('%s: %s', async (section, level) => {
    const none = Object.fromEntries(sections.map((one) => [one, 'none'])) as Permissions['sections'];
    const permissions: Permissions = { sections: { ...none, [section]: level }, mayNot: [] };
    const tenant = await createTenant(stand, `Only ${section} ${level}`);
    const { headers } = await addMember(stand, tenant.projectId, permissions);
    for (const { operation, ...access } of inSections) {
      const { status } = await call(origin, operation, { ...harmless(operation, tenant), headers });
      const ways = [access, ...(access.or ?? [])];
      if (!ways.some((one) => allows(permissions, one.section, one.level))) expect(status, operation.name).toBe(403);
      else if (!access.also && operation.name !== 'projects.createApiKey') expect(status, operation.name).not.toBe(403);
    }
  });
});

describe('D30: the built-in roles', () => {
  const roles = Object.keys(builtInRoles) as BuiltInRole[];
  test.each(roles)('%s may do what the table says, and what he may not changes nothing', async (role) => {
    const tenant = await createTenant(stand, `Built-in ${role}`);
    const { headers } = await addMember(stand, tenant.projectId, builtInRoles[role]);
    for (const { operation, section, level } of inSections) {
      const sending = { ...harmless(operation, tenant), headers };
      const before = await dumpProject(db, tenant.projectId);
      const { status } = await call(origin, operation, sending);
      if (allows(builtInRoles[role], section, level)) {
        if (builtInRoles[role].mayNot.length === 0) expect(status, operation.name).not.toBe(403);
        continue;
      }
      expect(status, operation.name).toBe(403);
      expect(await dumpProject(db, tenant.projectId), operation.name).toBe(before);
    }
  });
});

/** What each switch takes away is declared by the operation (`honours`), and here it is proved: it is that and nothing else. */
describe('S17, D30: the switches of a role', () => {
  const honouring = (restriction: Restriction) => inSections.filter(({ honours }) => honours.includes(restriction));

  test('each takes something away', () => {
    expect(restrictions.filter((restriction) => honouring(restriction).length === 0)).toEqual([]);
  });

  const refusals = restrictions
    .filter((restriction) => restriction !== 'see_others_deals')
    .flatMap((restriction) =>
      honouring(restriction).map(({ operation }) => [restriction, operation.name, operation] as const),
    );

  test.each(refusals)('%s refuses %s, and nothing changes', async (restriction, name, operation) => {
    const tenant = await createTenant(stand, `${restriction} ${name}`);
    const overrides = restriction === 'override_stage_rules';
    // Of an import, what it made is what may not be deleted.
    await db.sql`update imports set created = 1 where project_id = ${tenant.projectId}`;
    const sample = overrides ? await ruled(operation, tenant) : sampleCall(operation, tenant.ids);
    const { headers } = await addMember(stand, tenant.projectId, { ...everything, mayNot: [restriction] });
    const before = await dumpProject(db, tenant.projectId);
    const { status, body } = await call(origin, operation, { ...sample, headers });
    expect(body).toMatchObject({ error: { details: { restriction } } });
    expect(status).toBe(403);
    expect(await dumpProject(db, tenant.projectId)).toBe(before);
  });

  // A key may not do more than its maker: this sample asks for everything, and has a test of its own.
  const sparing = inSections.filter(({ operation }) => operation.name !== 'projects.createApiKey');
  test.each(sparing.map((one) => [one.operation.name, one] as const))(
    '%s is refused by no other, and shows nobody’s deals to who sees only his own',
    async (name, { operation, honours }) => {
      const tenant = await createTenant(stand, `Switches ${name}`);
      const ask = async (mayNot: Restriction[]) => {
        const { headers } = await addMember(stand, tenant.projectId, { ...everything, mayNot });
        return call(origin, operation, { ...sampleCall(operation, tenant.ids), headers });
      };
      const own = await ask(['see_others_deals']);
      const deals = ['Sofa', 'Lamp', 'Chair', 'Table', ...dealIds.map((id) => tenant.ids[id])];
      if (own.status === 200) {
        const text = JSON.stringify(own.body);
        expect(deals.filter((deal) => text.includes(deal))).toEqual([]);
      } else if ((await ask([])).status === 200) {
        expect(honours, `${own.status} ${JSON.stringify(own.body)}`).toContain('see_others_deals');
      }
      if (own.status === 200 && operation.method !== 'GET') return;
      const others = restrictions.filter((one) => one !== 'see_others_deals' && !honours.includes(one));
      expect((await ask(others)).status).not.toBe(403);
    },
  );
});

const dealIds = ['dealId', 'otherDealId', 'closedDealId', 'unsortedDealId'] as const;

/** A rule stands in the way of every move: what asks to override it is what the switch is about. */
async function ruled(operation: Operation, { projectId, ids }: Tenant) {
  await inProject(stand, projectId, async (work) => {
    await work.stages.load([ids.stageId, ids.otherStageId]);
    const forbiddenTargets = [ids.otherStageId, 'won', 'lost', 'archived'];
    work.stages.update(ids.stageId, { rules: { forbiddenTargets, requiredFields: ['deal.never'] } });
    work.touchConfig();
  });
  const sample = sampleCall(operation, ids);
  return { ...sample, body: { ...Object(sample.body), overrideReason: 'He asked' } };
}

test('D30: a role that changes counts with the next request', async () => {
  const tenant = await createTenant(stand, 'Changing');
  const { headers, memberId } = await addMember(stand, tenant.projectId, everything);
  const list = () => call(origin, api.views.list, { params: tenant.ids, headers });
  expect((await list()).status).toBe(200);
  await inProject(stand, tenant.projectId, async (work) => {
    const member = await work.members.get(memberId);
    await work.roles.get(member.roleId);
    work.roles.update(member.roleId, {
      permissions: { ...everything, sections: { ...everything.sections, crm: 'none', contacts: 'none' } },
    });
    work.touchConfig();
  });
  expect((await list()).status).toBe(403);
  await inProject(stand, tenant.projectId, async (work) => {
    await work.members.get(memberId);
    work.members.update(memberId, { active: false });
    work.touchConfig();
  });
  expect((await list()).status).toBe(404);
});

describe('D30: who sees only his own deals', () => {
  const ownOnly: Permissions = { ...everything, mayNot: ['see_others_deals'] };

  test('meets them alone: on the board, in counts and sums, in the search, on pages of deals', async () => {
    const { memberId, headers } = await addMember(stand, shop.projectId, ownOnly);
    const mine = await inProject(stand, shop.projectId, (work) =>
      dealOn(work, { name: 'Mine', stageId: asId(shop.ids.stageId), amount: 700, responsibleId: memberId }),
    );
    const board = await ask(origin, api.board.get, { params: shop.ids, headers });
    expect(board.columns.flatMap((column) => column.cards.map((card) => card.id))).toEqual([mine.id]);
    expect(board.columns.reduce((sum, column) => sum + column.count, 0)).toBe(1);
    expect(board.columns.flatMap((column) => column.sums)).toEqual([{ currency: 'RUB', amount: 700 }]);
    const found = await ask(origin, api.board.totals, {
      params: shop.ids,
      headers,
      query: { filter: '{"search":"Sofa"}' },
    });
    expect(found.reduce((sum, column) => sum + column.count, 0)).toBe(0);
    const cards = await ask(origin, api.board.cards, {
      params: shop.ids,
      headers,
      query: { ids: `${mine.id},${shop.ids.dealId}` },
    });
    expect(cards.map((card) => card.id)).toEqual([mine.id]);
    for (const operation of [
      api.deals.get,
      api.deals.timeline,
      api.deals.win,
      api.deals.change,
      api.deals.remove,
    ] as Operation[]) {
      const { status } = await call(origin, operation, { params: shop.ids, headers });
      expect(status, operation.name).toBe(404);
    }
  });

  test('a key with that restriction sees none: it is nobody’s colleague', async () => {
    const { headers } = await createKey(stand, shop.projectId, ownOnly);
    const board = await ask(origin, api.board.get, { params: shop.ids, headers });
    expect(board.columns.flatMap((column) => column.cards)).toEqual([]);
  });
});

test('S17: what a section hides is not shown on cards and pages of deals either', async () => {
  const tenant = await createTenant(stand, 'Blinkers');
  const hidden = { ...everything.sections, contacts: 'none', inbox: 'none', tasks: 'none' } as const;
  const { headers } = await createKey(stand, tenant.projectId, { sections: hidden, mayNot: [] });
  const { headers: full } = await createKey(stand, tenant.projectId);
  const page = (as: Record<string, string>) => ask(origin, api.deals.get, { params: tenant.ids, headers: as });
  const seen = await page(headers);
  expect(seen).toMatchObject({
    deal: { phone: null, email: null, lastMessageText: null, unread: 0, nextTask: null, contactName: 'Anna Belova' },
    contact: null,
    identities: [],
    conversations: [],
    tasks: [],
  });
  expect(await page(full)).toMatchObject({
    deal: {
      phone: '+79161234567',
      lastMessageText: 'Is the sofa still there?',
      unread: 1,
      nextTask: { title: 'Call' },
    },
    contact: { email: 'anna@example.com' },
    identities: [{ channelName: 'Phones' }],
    conversations: [{ unread: 1 }],
    tasks: [{ title: 'Call' }],
  });
});
