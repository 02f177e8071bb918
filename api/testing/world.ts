import { createContact } from '../../crm-core/contacts/create-contact.ts';
import { linkContacts } from '../../crm-core/people/link-contacts.ts';
import { createPipeline } from '../../crm-core/pipelines/create-pipeline.ts';
import { createStage } from '../../crm-core/pipelines/create-stage.ts';
import { createTask } from '../../crm-core/tasks/create-task.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { Variables } from '../../drizzle/schema/documents.ts';
import { type MemberId, newId } from '../../kernel/ids.ts';
import type { Stand } from './stand.ts';
import { createTenant, dealOn, inProject, type Tenant, talk } from './tenant.ts';

/** A project with some of everything: pipelines, closed and unsorted deals, three currencies, linked people, equal keys. */
export interface World {
  tenant: Tenant;
  deals: Row<'deals'>[];
  contacts: Map<string, Row<'contacts'>>;
  /** Primary contacts by person. */
  primary: Map<string, string>;
  /** When open tasks are due, by deal; null for those without a day. */
  due: Map<string, (number | null)[]>;
  /** Conversations by person. */
  talks: Map<string, { channelId: string; at: number; reachable: boolean }[]>;
  /** Entries into columns by deal, in order. */
  visits: Map<string, { place: string; at: number }[]>;
  /** Stages of each pipeline, in order. */
  stages: Map<string, string[]>;
}

export async function makeWorld(stand: Stand): Promise<World> {
  const tenant = await createTenant(stand, 'World');
  const random = dice(7);
  await inProject(stand, tenant.projectId, async (work) => {
    const contacts = await makeContacts(work, random, tenant.memberId);
    const elsewhere = await createPipeline(work, { name: 'Other', currency: 'USD' });
    const far = await createStage(work, { pipelineId: elsewhere.id, name: 'Far' });
    const stages = [...work.config.pipelines.flatMap((pipeline) => pipeline.stages), far];
    for (let n = 0; n < 220; n++) await makeDeal(work, { random, contacts, stages, memberId: tenant.memberId });
  });
  await inProject(stand, tenant.projectId, async (work) => {
    const contacts = await work.db.orm.query.contacts.findMany();
    const own = contacts
      .filter((contact) => contact.projectId === tenant.projectId)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    for (let n = 0; n + 2 < own.length; n += 5) {
      const [a, b, c] = own.slice(n, n + 3);
      if (!a || !b || !c) continue;
      const evidence = { kind: 'operator' } as const;
      await linkContacts(work, { contactId: a.id, otherContactId: b.id, evidence });
      if (n % 2 === 0) await linkContacts(work, { contactId: c.id, otherContactId: a.id, evidence });
    }
  });
  await moveAbout(stand, tenant, dice(11));
  return readWorld(stand, tenant);
}

async function readWorld(stand: Stand, tenant: Tenant): Promise<World> {
  const { orm } = stand.db;
  const mine = <One extends { projectId: string }>(rows: One[]) =>
    rows.filter((row) => row.projectId === tenant.projectId);
  const contacts = new Map(mine(await orm.query.contacts.findMany()).map((contact) => [contact.id, contact]));
  const unreachable = new Set(
    mine(await orm.query.identities.findMany()).flatMap((row) => (row.unreachable === null ? [] : row.id)),
  );
  const due: World['due'] = new Map();
  for (const { dealId, dueAt, doneAt } of mine(await orm.query.tasks.findMany())) {
    if (dealId && doneAt === null) due.set(dealId, [...(due.get(dealId) ?? []), dueAt?.getTime() ?? null]);
  }
  const talks: World['talks'] = new Map();
  for (const { contactId, channelId, lastMessageAt, identityId } of mine(await orm.query.conversations.findMany())) {
    const personId = contacts.get(contactId)?.personId ?? '';
    const one = { channelId, at: lastMessageAt.getTime(), reachable: !unreachable.has(identityId) };
    talks.set(personId, [...(talks.get(personId) ?? []), one]);
  }
  const visits: World['visits'] = new Map();
  for (const { dealId, place, enteredAt } of mine(
    await orm.query.stageVisits.findMany({ orderBy: (rows, { asc }) => asc(rows.id) }),
  )) {
    visits.set(dealId, [...(visits.get(dealId) ?? []), { place, at: enteredAt.getTime() }]);
  }
  const stages: World['stages'] = new Map();
  for (const { id, pipelineId } of mine(
    await orm.query.stages.findMany({ orderBy: (rows, { asc }) => asc(rows.position) }),
  )) {
    stages.set(pipelineId, [...(stages.get(pipelineId) ?? []), id]);
  }
  return {
    tenant,
    visits,
    stages,
    deals: mine(await orm.query.deals.findMany()),
    contacts,
    primary: new Map(mine(await orm.query.people.findMany()).map((person) => [person.id, person.primaryContactId])),
    due,
    talks,
  };
}

/** Deals came to where they are by way of other stages, forwards and backwards, some hours in each. */
async function moveAbout(stand: Stand, { projectId }: Tenant, random: Random): Promise<void> {
  await stand.db.sql`delete from stage_visits where project_id = ${projectId}`;
  const deals = await stand.db.orm.query.deals.findMany({ where: (row, { eq }) => eq(row.projectId, projectId) });
  const stages = await stand.db.orm.query.stages.findMany({ where: (row, { eq }) => eq(row.projectId, projectId) });
  await inProject(stand, projectId, async (work) => {
    for (const { id, pipelineId, stageId, status, createdAt } of deals) {
      const own = stages.filter((stage) => stage.pipelineId === pipelineId);
      const between = own.filter(() => random(2) === 0).map((stage) => stage.id);
      const places = [...between, stageId ?? 'unsorted', ...(status === 'open' ? [] : [status])];
      let at = createdAt.getTime();
      for (const place of places) {
        work.stageVisits.insert({ dealId: id, id: newId('stageVisit'), projectId, place, enteredAt: new Date(at) });
        at += random(50) * 3_600_000;
      }
    }
  });
}

type Random = (below: number) => number;

async function makeContacts(work: Work, random: Random, memberId: MemberId): Promise<Row<'contacts'>[]> {
  const contacts: Row<'contacts'>[] = [];
  for (let n = 0; n < 40; n++) {
    const name = `${n % 3 ? 'Anna Belova' : 'Ivan Petrov'} ${n}`;
    const contact = await createContact(work, { name, ...(n % 2 && { phone: `+7916000${1000 + n}` }) });
    contacts.push(
      work.contacts.update(contact.id, {
        email: random(3) ? null : `anna${n}@Example.com`,
        tags: random(3) ? [] : ['dear', 'loud'].slice(random(2)),
        responsibleId: random(2) ? memberId : null,
        variables: anyVariables(random),
      }),
    );
    if (n % 5 === 0) await anyTalk(work, contact, random);
  }
  return contacts;
}

async function anyTalk(work: Work, contact: Row<'contacts'>, random: Random): Promise<void> {
  const { identity, conversation } = await talk(work, contact);
  if (random(4) === 0) work.identities.update(identity.id, { unreachable: 'blocked the bot' });
  work.conversations.update(conversation.id, { lastMessageAt: daysAgo(work, random(20)) });
}

function anyVariables(random: Random): Variables {
  const values = [12, 3.5, 'XL', 'xl', '12', '', null, true, ['a'], '2026-01-10', '2026-01-14T10:00'];
  return {
    ...(random(3) && { size: values[random(values.length)] ?? null }),
    ...(random(3) && { day: `2026-01-${10 + random(10)}` }),
  };
}

interface Making {
  random: Random;
  contacts: Row<'contacts'>[];
  stages: Row<'stages'>[];
  memberId: MemberId;
}

async function makeDeal(work: Work, { random, contacts, stages, memberId }: Making): Promise<void> {
  const stage = random(6) === 0 ? undefined : stages[random(stages.length)];
  const contact = random(8) === 0 ? undefined : contacts[random(contacts.length)];
  const deal = await dealOn(work, {
    name: ['Sofa', 'Lamp', 'sofa (red)'][random(3)] ?? '',
    ...(contact && { contactId: contact.id }),
    ...(stage ? { stageId: stage.id } : { unsorted: { kind: 'setting_off' as const } }),
    amount: random(4) === 0 ? null : random(1000) * 100,
    ...(random(5) === 0 && { currency: ['USD', 'EUR'][random(2)] ?? 'USD' }),
    responsibleId: random(2) ? memberId : null,
    tags: random(3) === 0 ? ['vip', 'new'].slice(random(2)) : [],
  });
  const status = stage && random(3) === 0 ? (['won', 'lost', 'archived'] as const)[random(3)] : undefined;
  work.deals.update(deal.id, {
    // Few different moments and ranks, so that ids have to decide.
    createdAt: daysAgo(work, random(20)),
    stageEnteredAt: daysAgo(work, random(9)),
    rank: `a${random(30)}V`,
    description: random(2) ? '' : 'By the window',
    variables: anyVariables(random),
    ...(status && { status, closedAt: daysAgo(work, random(6)), closeReason: random(2) ? 'Too dear' : null }),
  });
  for (let n = random(8); n >= 6; n--) {
    await createTask(work, { title: 'Call', dealId: deal.id, dueAt: random(5) ? daysAgo(work, random(4) - 2) : null });
  }
}

function daysAgo(work: Work, days: number): Date {
  return new Date(work.now.getTime() - days * 86_400_000);
}

/** Numbers that look random and are the same in every run. */
function dice(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
