import { afterAll } from 'vitest';
import { ConfigCache } from '../crm-core/config/load-config.ts';
import { createContact } from '../crm-core/contacts/create-contact.ts';
import { emptyState } from '../crm-core/conversations/conversation-state.ts';
import { laneOf } from '../crm-core/conversations/lane-event.ts';
import { createDeal, type NewDeal } from '../crm-core/deals/create-deal.ts';
import { builtInRoles, type Permissions } from '../crm-core/members/permissions.ts';
import { createPipeline } from '../crm-core/pipelines/create-pipeline.ts';
import { createStage } from '../crm-core/pipelines/create-stage.ts';
import { type CreatedProject, createProject, type NewProject } from '../crm-core/projects/create-project.ts';
import { type Actor, systemActor } from '../crm-core/work/actor.ts';
import { type Core, runWork } from '../crm-core/work/run-work.ts';
import type { Row } from '../crm-core/work/tables.ts';
import type { Work } from '../crm-core/work/work.ts';
import { type Database, openDatabase } from '../drizzle/client.ts';
import type { Variables } from '../drizzle/schema/documents.ts';
import { handClock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { freshDatabase } from './fresh-database.ts';

/** Everything that commands run on, over a database of the test file's own and a clock that stands still until it is moved. */
export interface TestCore extends Core {
  db: Database;
  clock: ReturnType<typeof handClock>;
}

/** At the top of a test file: `const core = await testCore()`. */
export async function testCore(options: { connections?: number } = {}): Promise<TestCore> {
  const { url } = await freshDatabase();
  const db = openDatabase(url, options);
  afterAll(() => db.close());
  return { db, clock: handClock(), configs: new ConfigCache(db), beforeCommit: async () => {}, committed() {} };
}

export interface TestProject extends CreatedProject {
  id: CreatedProject['project']['id'];
  pipeline: Row<'pipelines'>;
  /** New, In progress, Paid. */
  stages: [Row<'stages'>, Row<'stages'>, Row<'stages'>];
  /** The owner. */
  actor: Actor;
  /** Runs a command as the owner, or as somebody else. */
  run<Result>(command: (work: Work) => Promise<Result>, as?: Actor): Promise<Result>;
}

let made = 0;

/** A project with its owner and one pipeline of three stages. */
export async function newProject(core: TestCore, input: Partial<NewProject> = {}): Promise<TestProject> {
  made += 1;
  const owner = { email: `owner${made}@example.com`, name: 'Olga' };
  const created = await createProject(core.db, core.clock.now(), {
    name: `Project ${made}`,
    owner,
    locale: 'en',
    ...input,
  });
  const actor = memberActor(created.owner, owner.name);
  const run: TestProject['run'] = (command, as = actor) =>
    runWork(core, { projectId: created.project.id, actor: as }, command);
  const rest = await run(async (work) => {
    const pipeline = await createPipeline(work, { name: 'Sales', currency: 'RUB' });
    const stage = (name: string) => createStage(work, { pipelineId: pipeline.id, name });
    const stages: TestProject['stages'] = [await stage('New'), await stage('In progress'), await stage('Paid')];
    return { pipeline, stages };
  });
  return { ...created, ...rest, id: created.project.id, actor, run };
}

export function memberActor(
  member: Row<'members'>,
  name = 'Olga',
  permissions: Permissions = builtInRoles.owner,
): Actor {
  return { record: { kind: 'member', memberId: member.id, name }, permissions };
}

/** A flow's block asking for something. */
export function flowActor(): Actor {
  const flow = { flowId: newId('flow'), flowName: 'Welcome', blockId: 'b1', blockTitle: 'Create a deal' };
  return { record: { kind: 'flow', ...flow }, permissions: systemActor('').permissions };
}

export async function newContact(
  project: TestProject,
  input: { name?: string; phone?: string; variables?: Variables } = {},
): Promise<Row<'contacts'>> {
  return project.run((work) => createContact(work, { name: 'Anna', ...input }));
}

/** A deal on the first stage of the project's pipeline unless the input says otherwise. */
export async function newDeal(project: TestProject, input: NewDeal = {}): Promise<Row<'deals'>> {
  const place = input.unsorted || input.stageId ? {} : { stageId: project.stages[0].id };
  const made = await project.run((work) => createDeal(work, { name: 'A sale', ...place, ...input }));
  if (made.kind === 'refused') throw new Error(made.message);
  return made.deal;
}

/** The value of a successful outcome; a refusal fails the test with its message. */
export function succeeded<Outcome extends { kind: string }>(outcome: Outcome): Extract<Outcome, { kind: 'ok' }> {
  if (outcome.kind !== 'ok') throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome as Extract<Outcome, { kind: 'ok' }>;
}

/** Events of the project about a deal or a contact, oldest first. */
export async function eventsOf(
  core: TestCore,
  about: { dealId: string } | { contactId: string },
): Promise<{ kind: string; payload: Record<string, unknown> }[]> {
  const rows = await ('dealId' in about
    ? core.db.sql`select kind, payload from events where deal_id = ${about.dealId} order by id`
    : core.db.sql`select kind, payload from events where contact_id = ${about.contactId} order by id`);
  return rows.map((row) => ({ kind: String(row.kind), payload: row.payload }));
}

/** The row as the database has it now, past every cache. */
export async function storedDeal(core: TestCore, id: string): Promise<Row<'deals'> | undefined> {
  return core.db.orm.query.deals.findFirst({ where: (deals, { eq }) => eq(deals.id, id as Row<'deals'>['id']) });
}

let telegramUsers = 1000;

/** A switched-on channel row, without anybody behind it. */
export async function newChannel(project: TestProject, input: Partial<Row<'channels'>> = {}): Promise<Row<'channels'>> {
  return project.run(async (work) => {
    const channel = work.channels.insert({
      id: newId('channel'),
      projectId: work.projectId,
      kind: 'telegram',
      name: 'Shop bot',
      enabled: true,
      settings: {},
      token: null,
      tokenHash: null,
      webhookSecret: 'secret',
      status: 'connected',
      statusText: '',
      cursor: null,
      leaseOwner: null,
      leaseFence: 0,
      leaseUntil: null,
      version: 1,
      createdAt: work.now,
      ...input,
    });
    work.touchConfig();
    return channel;
  });
}

/** A contact who writes in this channel: his identity and his conversation. */
export async function newConversation(
  project: TestProject,
  channel: Row<'channels'>,
  contact: Row<'contacts'>,
): Promise<Row<'conversations'>> {
  const chatKey = String(++telegramUsers);
  return project.run(async (work) => {
    const identity = work.identities.insert({
      id: newId('identity'),
      projectId: work.projectId,
      channelId: channel.id,
      contactId: contact.id,
      externalId: chatKey,
      name: contact.name,
      username: null,
      phone: null,
      unreachable: null,
      version: 1,
      createdAt: work.now,
    });
    return work.conversations.insert({
      id: newId('conversation'),
      projectId: work.projectId,
      channelId: channel.id,
      lane: laneOf(channel.id, chatKey),
      chatKey,
      identityId: identity.id,
      contactId: contact.id,
      state: emptyState,
      speaker: 'bot',
      speakerMemberId: null,
      silentUntil: null,
      attention: null,
      lastMessageAt: work.now,
      lastMessageText: 'Hello',
      unread: 1,
      version: 1,
      createdAt: work.now,
    });
  });
}
