import { eq } from 'drizzle-orm';
import { connectChannel } from '../../crm-core/channels/connect-channel.ts';
import { createContact } from '../../crm-core/contacts/create-contact.ts';
import { emptyState } from '../../crm-core/conversations/conversation-state.ts';
import { laneOf } from '../../crm-core/conversations/lane-event.ts';
import { createDeal } from '../../crm-core/deals/create-deal.ts';
import { createField } from '../../crm-core/fields/create-field.ts';
import { beginFile } from '../../crm-core/files/begin-file.ts';
import { finishFile } from '../../crm-core/files/finish-file.ts';
import { createFlow } from '../../crm-core/flows/create-flow.ts';
import { publishFlow } from '../../crm-core/flows/publish-flow.ts';
import { emptyPlan } from '../../crm-core/imports/import-plan.ts';
import { createMember } from '../../crm-core/members/create-member.ts';
import { createRole } from '../../crm-core/members/create-role.ts';
import { inviteMember } from '../../crm-core/members/invite-member.ts';
import { builtInRoles, type Permissions } from '../../crm-core/members/permissions.ts';
import { linkContacts } from '../../crm-core/people/link-contacts.ts';
import { createPipeline } from '../../crm-core/pipelines/create-pipeline.ts';
import { createStage } from '../../crm-core/pipelines/create-stage.ts';
import { createProject } from '../../crm-core/projects/create-project.ts';
import { addNote } from '../../crm-core/tasks/add-note.ts';
import { createTask } from '../../crm-core/tasks/create-task.ts';
import { systemActor } from '../../crm-core/work/actor.ts';
import { runWork } from '../../crm-core/work/run-work.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { type MemberId, newId, type ProjectId, type RoleId, type UserId } from '../../kernel/ids.ts';
import { randomToken, tokenHash } from '../../kernel/secret-box.ts';
import { hashPassword } from '../auth/passwords.ts';
import { beginSession } from '../auth/sessions.ts';
import { browserHeaders, keyHeaders } from './caller.ts';
import type { Stand } from './stand.ts';

/** A project with one of everything, and its owner's ways in. Ids are named as in the contract's paths. */
export interface Tenant {
  projectId: ProjectId;
  userId: UserId;
  email: string;
  memberId: MemberId;
  owner: Record<string, string>;
  ids: Record<IdName, string>;
}

export const idNames = [
  ...(['projectId', 'pipelineId', 'stageId', 'otherStageId', 'sparePipelineId', 'spareStageId'] as const),
  ...(['dealId', 'otherDealId', 'closedDealId', 'unsortedDealId', 'contactId', 'memberId', 'taskId'] as const),
  ...(['otherContactId', 'personLinkId'] as const),
  ...(['channelId', 'conversationId', 'messageId', 'flowId', 'fieldId', 'apiKeyId', 'notificationId'] as const),
  ...(['importId', 'runningImportId', 'stoppedImportId'] as const),
  ...(['otherMemberId', 'formerMemberId', 'invitedMemberId', 'operatorRoleId', 'customRoleId'] as const),
  ...(['viewId', 'massActionId', 'fileId', 'noteId', 'turnId'] as const),
] as const;
type IdName = (typeof idNames)[number];

export const password = 'correct horse battery';

export async function createTenant(stand: Stand, name: string, options: { demo?: boolean } = {}): Promise<Tenant> {
  const { core, db } = stand;
  const email = `${name.toLowerCase()}@example.com`;
  const { project, owner, roles } = await createProject(db, core.clock.now(), {
    name,
    owner: { email, name: `${name} Owner` },
    ...options,
  });
  await db.orm
    .update(schema.users)
    .set({ passwordHash: await hashPassword(password) })
    .where(eq(schema.users.id, owner.userId));
  const made = await inProject(stand, project.id, async (work) => {
    const pipeline = await createPipeline(work, { name: 'Sales', currency: 'RUB' });
    const stage = (name: string, { id }: Row<'pipelines'>) => createStage(work, { pipelineId: id, name });
    const [first, second] = [await stage('New', pipeline), await stage('Offer', pipeline)];
    const spare = await createPipeline(work, { name: 'Spare', currency: 'RUB' });
    return { pipeline, first, second, spare, spareStage: await stage('Only', spare) };
  });
  const things = await inProject(stand, project.id, (work) => fill(work, made.first, owner.id));
  await db.orm
    .insert(schema.fileChunks)
    .values({ fileId: things.fileId, position: 0, projectId: project.id, bytes: Buffer.from('a room') });
  const seats = await seatsIn(stand, project.id, roles.operator.id);
  const { apiKeyId } = await createKey(stand, project.id, undefined);
  return {
    projectId: project.id,
    userId: owner.userId,
    email,
    memberId: owner.id,
    owner: await signedIn(stand, owner.userId),
    ids: {
      projectId: project.id,
      pipelineId: made.pipeline.id,
      stageId: made.first.id,
      otherStageId: made.second.id,
      sparePipelineId: made.spare.id,
      spareStageId: made.spareStage.id,
      memberId: owner.id,
      apiKeyId,
      operatorRoleId: roles.operator.id,
      ...seats,
      ...things,
    },
  };
}

/** Runs commands in the name of the system. */
export function inProject<Result>(
  stand: Stand,
  projectId: ProjectId,
  run: (work: Work) => Promise<Result>,
): Promise<Result> {
  return runWork(stand.core, { projectId, actor: systemActor('test') }, run);
}

/** Headers of a browser in which the user is signed in. */
export async function signedIn(stand: Stand, userId: UserId): Promise<Record<string, string>> {
  return browserHeaders(`voronka=${await beginSession(stand.db, userId, stand.clock.now())}`);
}

/** A colleague, one who has left, one who is expected, and a role of the project's own that one of them has. */
async function seatsIn(stand: Stand, projectId: ProjectId, operatorRoleId: RoleId) {
  const { roleId, ...colleague } = await inProject(stand, projectId, async (work) => {
    const role = succeeded(await createRole(work, { name: 'Own', permissions: builtInRoles.operator })).role;
    const other = await createMember(work, { email: `other-${projectId}@example.com`, name: 'Ivan', roleId: role.id });
    return { roleId: role.id, otherMemberId: succeeded(other).member.id };
  });
  const others = await inProject(stand, projectId, async (work) => {
    const seat = { name: 'Nina', roleId: operatorRoleId };
    const former = succeeded(await createMember(work, { ...seat, email: `former-${projectId}@example.com` })).member;
    work.members.update(former.id, { active: false });
    const invited = await inviteMember(work, { ...seat, email: `invited-${projectId}@example.com` });
    return { formerMemberId: former.id, invitedMemberId: succeeded(invited).member.id };
  });
  return { customRoleId: roleId, ...colleague, ...others };
}

function succeeded<Outcome extends { kind: string }>(outcome: Outcome): Extract<Outcome, { kind: 'ok' }> {
  if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
  return outcome as Extract<Outcome, { kind: 'ok' }>;
}

const everything = {
  crm: 'edit',
  contacts: 'edit',
  inbox: 'edit',
  flows: 'edit',
  tasks: 'edit',
  settings: 'edit',
  members: 'edit',
} as const;

/** Headers of a program whose key has these permissions; without any it may do everything. */
export async function createKey(
  stand: Stand,
  projectId: ProjectId,
  permissions: Permissions = { sections: everything, mayNot: [] },
): Promise<{ apiKeyId: string; headers: Record<string, string> }> {
  const key = `vk_${randomToken()}`;
  const apiKeyId = newId('apiKey');
  await stand.db.orm.insert(schema.apiKeys).values({
    id: apiKeyId,
    projectId,
    name: 'Test',
    keyHash: tokenHash(key),
    permissions,
    createdAt: stand.clock.now(),
    revokedAt: null,
  });
  return { apiKeyId, headers: keyHeaders(key) };
}

/** A further member with a role of these permissions, signed in. */
export async function addMember(
  stand: Stand,
  projectId: ProjectId,
  permissions: Permissions,
): Promise<{ memberId: MemberId; userId: UserId; headers: Record<string, string> }> {
  const userId = newId('user');
  const memberId = newId('member');
  const now = stand.clock.now();
  await stand.db.orm
    .insert(schema.users)
    .values({ id: userId, email: `${userId}@example.com`, name: `Member ${memberId.slice(-4)}`, createdAt: now });
  await inProject(stand, projectId, async (work) => {
    const role = work.roles.insert({
      id: newId('role'),
      projectId,
      kind: 'custom',
      name: 'Custom',
      permissions,
      version: 1,
      createdAt: now,
    });
    work.members.insert({ id: memberId, projectId, userId, roleId: role.id, active: true, version: 1, createdAt: now });
    work.touchConfig();
  });
  return { memberId, userId, headers: await signedIn(stand, userId) };
}

function importIn(work: Work, memberId: MemberId, status: Row<'imports'>['status']): Row<'imports'> {
  const columns = ['name', 'contact.phone'];
  const row = work.imports.insert({
    id: newId('import'),
    projectId: work.projectId,
    entity: 'deal',
    fileName: 'deals.csv',
    encoding: 'utf-8',
    delimiter: ',',
    headers: ['Deal', 'Phone'],
    plan: { ...emptyPlan, columns },
    status,
    problem: null,
    rows: 1,
    ...{ created: 0, updated: 0, skipped: 0, refused: 0, undone: 0, kept: 0 },
    startedBy: { kind: 'member', memberId, name: 'Owner' },
    permissions: builtInRoles.owner,
    version: 1,
    createdAt: work.now,
    startedAt: null,
    finishedAt: null,
  });
  work.importRows.insert({
    ...{ importId: row.id, projectId: work.projectId, number: 2, cells: ['Desk', '+79161112233'] },
    ...{ status: 'waiting', problems: [], contactId: null, dealId: null, memory: null },
  });
  return row;
}

async function fill(work: Work, first: Row<'stages'>, memberId: MemberId) {
  const contact = await createContact(work, { name: 'Anna Belova', phone: '+79161234567', email: 'anna@example.com' });
  const other = await createContact(work, { name: 'Vera', variables: { city: 'Tver' }, tags: ['shop'] });
  const link = await linked(work);
  const deal = await dealOn(work, {
    contactId: contact.id,
    name: 'Sofa',
    stageId: first.id,
    amount: 150_000,
    responsibleId: memberId,
  });
  const otherDeal = await dealOn(work, { name: 'Lamp', stageId: first.id });
  const closed = await dealOn(work, { name: 'Chair', stageId: first.id });
  work.deals.update(closed.id, { status: 'won', closedAt: work.now });
  const unsorted = await dealOn(work, { name: 'Table', unsorted: { kind: 'setting_off' } });
  const task = await createTask(work, { title: 'Call', dealId: deal.id });
  const note = await addNote(work, { text: 'Likes green', dealId: deal.id });
  const file = await beginFile(work, { name: 'Room.txt', dealId: deal.id });
  await finishFile(work, { fileId: file.id, size: 6, contentType: 'text/plain' });
  const flow = await createFlow(work, { name: 'Hello', draft: sampleFlow });
  const { channel, conversation, message } = await talk(work, contact);
  const turn = work.turns.insert({
    id: newId('turn'),
    projectId: work.projectId,
    conversationId: conversation.id,
    failed: false,
    trace: {
      events: [{ key: 'one', kind: 'message' }],
      steps: [
        { kind: 'heard', by: 'any_other', why: 'nobody else heard it' },
        { kind: 'sent', messageId: message.id },
      ],
    },
    at: work.now,
  });
  const field = await createField(work, { entity: 'deal', name: 'Colour', type: 'text' });
  const notification = work.notifications.insert({
    id: newId('notification'),
    projectId: work.projectId,
    memberId,
    key: 'one',
    kind: 'deal_assigned',
    text: 'Sofa is yours',
    dealId: deal.id,
    conversationId: conversation.id,
    taskId: task.id,
    readAt: null,
    createdAt: work.now,
  });
  await publishFlow(work, { flowId: flow.id, document: sampleFlow });
  const view = work.views.insert({
    id: newId('view'),
    projectId: work.projectId,
    memberId,
    entity: 'deal',
    kind: 'list',
    name: 'Mine',
    shared: false,
    pipelineId: null,
    filter: {},
    columns: [],
    sort: null,
    version: 1,
    createdAt: work.now,
  });
  const mass = work.massActions.insert({
    id: newId('massAction'),
    projectId: work.projectId,
    actor: { kind: 'member', memberId, name: 'Owner' },
    change: { kind: 'win' },
    total: 0,
    version: 1,
    createdAt: work.now,
  });
  return {
    dealId: deal.id,
    otherDealId: otherDeal.id,
    otherContactId: other.id,
    personLinkId: link.id,
    closedDealId: closed.id,
    unsortedDealId: unsorted.id,
    contactId: contact.id,
    taskId: task.id,
    noteId: note.id,
    turnId: turn.id,
    fileId: file.id,
    importId: importIn(work, memberId, 'draft').id,
    runningImportId: importIn(work, memberId, 'running').id,
    stoppedImportId: importIn(work, memberId, 'stopped').id,
    channelId: channel.id,
    conversationId: conversation.id,
    messageId: message.id,
    flowId: flow.id,
    fieldId: field.id,
    notificationId: notification.id,
    viewId: view.id,
    massActionId: mass.id,
  };
}

async function linked(work: Work): Promise<Row<'personLinks'>> {
  const [one, two] = [await createContact(work, { name: 'Boris T' }), await createContact(work, { name: 'Boris W' })];
  const evidence = { kind: 'operator' } as const;
  const outcome = await linkContacts(work, { contactId: one.id, otherContactId: two.id, evidence });
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  return outcome.link;
}

export async function dealOn(work: Work, input: Parameters<typeof createDeal>[1]): Promise<Row<'deals'>> {
  const outcome = await createDeal(work, input);
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  return outcome.deal;
}

/** A simulator channel with the contact's conversation of one message. */
export async function talk(work: Work, contact: Row<'contacts'>) {
  const box = { seal: (plain: string) => plain, open: (sealed: string) => sealed };
  const outcome = await connectChannel(work, {
    kind: 'simulator',
    name: 'Phones',
    settings: { imitates: 'whatsapp' },
    box,
  });
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  const { channel } = outcome;
  const chatKey = `chat-${contact.id}`;
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
  const conversation = work.conversations.insert({
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
    lastMessageText: 'Is the sofa still there?',
    unread: 1,
    version: 1,
    createdAt: work.now,
  });
  const message = work.messages.insert({
    id: newId('message'),
    projectId: work.projectId,
    conversationId: conversation.id,
    direction: 'in',
    author: null,
    body: { kind: 'text', text: 'Is the sofa still there?' },
    status: 'received',
    error: null,
    providerId: '1',
    repeats: 0,
    editedAt: null,
    at: work.now,
  });
  return { channel, identity, conversation, message };
}

export const sampleFlow = {
  format: 1,
  name: 'Hello',
  blocks: [
    { id: 'start', type: 'on-any-other', settings: {}, to: { next: 'end' } },
    { id: 'end', type: 'end', settings: {}, to: {} },
  ],
};
