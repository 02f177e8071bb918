import { api } from '../contract/api.ts';
import type { Operation } from '../contract/operation.ts';
import type { Sending } from './caller.ts';
import { idNames, type Tenant } from './tenant.ts';

type Api = typeof api;
export type OperationName = { [R in keyof Api]: `${R}.${keyof Api[R] & string}` }[keyof Api];
type Ids = Tenant['ids'];
type Sample = (ids: Ids) => Pick<Sending, 'query' | 'body'> & { params?: Record<string, string> };

const settings = {
  cardFields: ['contact' as const],
  cardVariables: [],
  systemStages: { unsorted: true, won: true, lost: true, archived: true },
  hideMerged: true,
  density: 'compact',
  sort: 'manual',
  showSums: true,
  rottingDays: null,
  rottingFrom: 'stage_entry',
};
const rules = { forbiddenTargets: [], requiredFields: [] };
const crm = {
  crm: 'edit',
  contacts: 'edit',
  inbox: 'edit',
  flows: 'edit',
  tasks: 'edit',
  settings: 'edit',
  members: 'edit',
};
const flowText = 'format: 1\nname: Hello\nblocks:\n  start:\n    on-any-other: {}\n    to: end\n  end: end\n';
const filterOf = (field: string, value: string[]) => JSON.stringify({ conditions: [{ field, op: 'any_of', value }] });
const none: Sample = () => ({});

function planOf({ stageId, memberId }: Ids) {
  return {
    columns: ['name', 'contact.phone'],
    contacts: 'update',
    deals: 'update',
    pipelineId: null,
    stageId,
    responsibleId: memberId,
    tags: ['import'],
    lenient: false,
  };
}

const sampleFilter = JSON.stringify({ conditions: [{ field: 'amount', op: 'at_least', value: 100_000 }] });
const sampleView = {
  entity: 'deal',
  kind: 'list',
  name: 'Dear',
  shared: true,
  filter: { search: 'sofa', conditions: [{ field: 'tags', op: 'any_of', value: ['vip'] }] },
  columns: ['name', 'amount'],
  sort: '-amount',
};

/** One valid request for each operation, naming as many ids as it can. A new operation does not compile without its line. */
export const sampleCalls: Record<OperationName, Sample> = {
  'session.signIn': () => ({ body: { email: 'nobody@example.com', password: 'nothing' } }),
  'session.redeemLink': () => ({ body: { token: 'a'.repeat(43) } }),
  'session.me': none,
  'session.signOut': none,
  'session.changeProfile': () => ({ body: { name: 'Olga' } }),
  'projects.create': () => ({ body: { name: 'Another', locale: 'en', timeZone: 'Europe/London' } }),
  'projects.get': none,
  'projects.change': ({ pipelineId }) => ({
    body: { name: 'Renamed', settings: { intake: { acceptOnFirstStage: true, pipelineId } } },
  }),
  'projects.removeDemo': none,
  'projects.createApiKey': () => ({ body: { name: 'Site', permissions: { sections: crm, mayNot: [] } } }),
  'projects.listApiKeys': none,
  'projects.revokeApiKey': none,
  'pipelines.list': none,
  'pipelines.create': () => ({ body: { name: 'Second', currency: 'USD' } }),
  'pipelines.save': ({ stageId, otherStageId }) => ({
    body: {
      version: 1,
      name: 'Sales',
      currency: 'RUB',
      settings,
      stages: [{ id: stageId, name: 'New', color: 'blue', rules }],
      deletedStages: [{ id: otherStageId, targetStageId: stageId }],
    },
  }),
  'pipelines.createStage': () => ({ body: { name: 'Third' } }),
  'pipelines.reorder': ({ pipelineId, sparePipelineId }) => ({
    body: { pipelineIds: [sparePipelineId, pipelineId] },
  }),
  'pipelines.remove': ({ spareStageId }) => ({ query: { targetStageId: spareStageId } }),
  'fields.list': none,
  'fields.create': () => ({ body: { entity: 'contact', name: 'City', type: 'text' } }),
  'fields.change': () => ({ body: { name: 'Size' } }),
  'fields.reorder': ({ fieldId }) => ({ body: { entity: 'deal', fieldIds: [fieldId] } }),
  'fields.remove': none,
  'board.get': none,
  'board.page': ({ stageId }) => ({ params: { column: stageId } }),
  'board.cards': ({ dealId }) => ({ query: { ids: dealId } }),
  'board.totals': () => ({ query: { filter: sampleFilter } }),
  'deals.create': ({ stageId, memberId, contactId }) => ({
    body: { name: 'Bed', stageId, responsibleId: memberId, contact: { id: contactId } },
  }),
  'deals.get': none,
  'deals.family': none,
  'deals.change': ({ memberId }) => ({ body: { name: 'Big sofa', responsibleId: memberId } }),
  'deals.move': ({ otherStageId, otherDealId }) => ({ body: { stageId: otherStageId, beforeId: otherDealId } }),
  'deals.accept': ({ stageId, unsortedDealId }) => ({ params: { dealId: unsortedDealId }, body: { stageId } }),
  'deals.unaccept': ({ unsortedDealId }) => ({ params: { dealId: unsortedDealId } }),
  'deals.acceptAll': ({ stageId, unsortedDealId }) => ({ body: { stageId, ids: [unsortedDealId] } }),
  'deals.win': none,
  'deals.lose': () => ({ body: { reason: 'Too dear' } }),
  'deals.archive': () => ({ body: { reason: 'Twice' } }),
  'deals.restore': ({ closedDealId }) => ({ params: { dealId: closedDealId } }),
  'deals.remove': none,
  'deals.timeline': none,
  'deals.makeCurrent': none,
  'deals.list': () => ({ query: { filter: sampleFilter, sort: '-amount', limit: 10 } }),
  'deals.totals': ({ pipelineId }) => ({ query: { filter: sampleFilter, pipelineId } }),
  'deals.previewMass': ({ dealId, otherStageId }) => ({
    body: { target: { ids: [dealId] }, change: { kind: 'move', stageId: otherStageId } },
  }),
  'deals.mass': ({ dealId, memberId }) => ({
    body: { target: { ids: [dealId] }, change: { kind: 'assign', responsibleId: memberId } },
  }),
  'deals.continueMass': none,
  'deals.undoMass': none,
  'views.list': none,
  'views.create': ({ pipelineId }) => ({ body: { ...sampleView, pipelineId } }),
  'views.save': ({ pipelineId }) => ({ body: { ...sampleView, name: 'Dear ones', pipelineId } }),
  'views.remove': none,
  'tasks.groups': ({ memberId }) => ({ query: { assigneeId: memberId } }),
  'tasks.list': ({ dealId, contactId }) => ({ query: { dealId, contactId, group: 'none' } }),
  'tasks.mine': none,
  'tasks.get': none,
  'tasks.create': ({ dealId, contactId, memberId }) => ({
    body: { title: 'Write', dealId, contactId, assigneeId: memberId, dueAt: '2026-02-01T10:00:00Z' },
  }),
  'tasks.change': ({ memberId, dealId, contactId }) => ({
    body: { title: 'Call back', assigneeId: memberId, dealId, contactId, remindBefore: 30, done: true },
  }),
  'tasks.remove': none,
  'notes.create': ({ dealId, contactId }) => ({ body: { text: 'Has a dog', dealId, contactId } }),
  'notes.change': () => ({ body: { text: 'Has two dogs' } }),
  'notes.remove': none,
  'files.list': ({ dealId }) => ({ query: { dealId } }),
  'files.upload': ({ dealId }) => ({ query: { dealId, name: 'Plan.txt' }, body: 'a plan' }),
  'files.get': none,
  'files.download': () => ({ query: { show: 'true' } }),
  'files.remove': none,
  'contacts.search': () => ({ query: { search: 'anna' } }),
  'contacts.change': ({ memberId }) => ({ body: { name: 'Anna B.', responsibleId: memberId } }),
  'contacts.list': ({ memberId }) => ({ query: { filter: filterOf('responsible', [memberId]), sort: 'name' } }),
  'contacts.count': ({ channelId }) => ({ query: { filter: filterOf('channel', [channelId]) } }),
  'contacts.get': none,
  'contacts.create': ({ memberId }) => ({ body: { name: 'Vera', phone: '+79031112233', responsibleId: memberId } }),
  'contacts.changeMany': ({ contactId, memberId }) => ({
    body: { contactIds: [contactId], addTags: ['vip'], responsibleId: memberId },
  }),
  'contacts.removal': ({ contactId }) => ({ query: { ids: contactId } }),
  'contacts.removeMany': ({ contactId }) => ({ body: { contactIds: [contactId] } }),
  'contacts.timeline': none,
  'contacts.duplicates': none,
  'contacts.listDuplicates': none,
  'contacts.previewLink': ({ otherContactId }) => ({ query: { otherContactId } }),
  'contacts.link': ({ otherContactId }) => ({ body: { otherContactId, take: ['name', 'tags'] } }),
  'contacts.unlink': none,
  'contacts.makePrimary': none,
  'contacts.neverLink': ({ otherContactId }) => ({ body: { otherContactId } }),
  'contacts.allowLink': none,
  'conversations.messages': ({ messageId }) => ({ query: { before: messageId } }),
  'conversations.turn': none,
  'conversations.write': () => ({ body: { text: 'Hello', key: 'request-1' } }),
  'conversations.takeOver': none,
  'conversations.giveBack': none,
  'conversations.markRead': none,
  'channels.list': none,
  'channels.connectTelegram': ({ projectId }) => ({ body: { token: `1:${projectId}` } }),
  'channels.createSimulator': () => ({ body: { name: 'Telegram phones', imitates: 'telegram' } }),
  'channels.remove': none,
  'channels.change': ({ pipelineId }) => ({
    body: { name: 'Shop', intake: { acceptOnFirstStage: false, pipelineId } },
  }),
  'phones.list': none,
  'phones.create': () => ({ body: { customerName: 'Boris' } }),
  'phones.act': () => ({ body: { kind: 'text', text: 'Hi' } }),
  'flows.list': none,
  'flows.examples': none,
  'flows.importText': ({ flowId }) => ({ body: { text: flowText, flowId } }),
  'flows.exportText': none,
  'flows.publish': none,
  'flows.change': () => ({ body: { enabled: false } }),
  'flows.remove': none,
  'members.list': none,
  'members.invite': ({ customRoleId }) => ({
    body: { email: `new-${customRoleId}@example.com`, name: 'Nina', roleId: customRoleId },
  }),
  'members.renewInvitation': ({ invitedMemberId }) => ({ params: { memberId: invitedMemberId }, body: {} }),
  'members.revokeInvitation': ({ invitedMemberId }) => ({ params: { memberId: invitedMemberId } }),
  'members.change': ({ otherMemberId, customRoleId }) => ({
    params: { memberId: otherMemberId },
    body: { roleId: customRoleId },
  }),
  'members.deactivate': ({ otherMemberId }) => ({ params: { memberId: otherMemberId } }),
  'members.reactivate': ({ formerMemberId }) => ({ params: { memberId: formerMemberId } }),
  'members.holdings': none,
  'members.handOver': ({ otherMemberId }) => ({ body: { toMemberId: otherMemberId } }),
  'members.signInLink': ({ otherMemberId }) => ({ params: { memberId: otherMemberId } }),
  'roles.list': none,
  'roles.create': () => ({ body: { name: 'Seller', permissions: { sections: crm, mayNot: [] } } }),
  'roles.change': ({ customRoleId }) => ({ params: { roleId: customRoleId }, body: { name: 'Vendor' } }),
  'roles.remove': ({ customRoleId, operatorRoleId }) => ({
    params: { roleId: customRoleId },
    query: { targetRoleId: operatorRoleId },
  }),
  'audit.list': ({ memberId }) => ({ query: { memberId } }),
  'invitations.look': () => ({ body: { token: 'a'.repeat(43) } }),
  'invitations.accept': () => ({ body: { token: 'a'.repeat(43), name: 'Nina', password: 'correct horse battery' } }),
  'invitations.join': () => ({ body: { token: 'a'.repeat(43) } }),
  'imports.list': none,
  'imports.upload': () => ({
    query: { entity: 'contact', name: 'clients.csv' },
    body: 'Name,Phone\nAnna,+79161234567',
  }),
  'imports.get': none,
  'imports.preview': (ids) => ({ body: { plan: planOf(ids) } }),
  'imports.start': (ids) => ({ body: { plan: planOf(ids) } }),
  'imports.stop': ({ runningImportId }) => ({ params: { importId: runningImportId } }),
  'imports.resume': ({ stoppedImportId }) => ({ params: { importId: stoppedImportId } }),
  'imports.undo': ({ stoppedImportId }) => ({ params: { importId: stoppedImportId } }),
  'imports.rows': () => ({ query: { status: 'waiting' } }),
  'imports.report': () => ({ query: { only: 'all' } }),
  'imports.remove': none,
  'personalData.get': none,
  'personalData.erase': () => ({ body: { name: 'Anna Belova' } }),
  'exports.deals': ({ pipelineId }) => ({
    query: { pipelineId, columns: 'id,name,amount,contact.phone', layout: 'ru' },
  }),
  'exports.contacts': () => ({ query: { columns: 'contact.name,contact.phone' } }),
  'analytics.summary': ({ pipelineId }) => ({ query: { ...january, pipelineId, filter: '{}' } }),
  'analytics.series': () => ({ query: january }),
  'analytics.funnel': ({ pipelineId }) => ({ query: { ...january, pipelineId } }),
  'analytics.breakdown': () => ({ query: { ...january, by: 'channel' } }),
  'analytics.reasons': () => ({ query: { ...january, status: 'lost' } }),
  'notifications.list': none,
  'notifications.markRead': ({ notificationId }) => ({ body: { ids: [notificationId] } }),
};

const january = { from: '2026-01-01', to: '2026-01-31' };

export const operations: Operation[] = Object.values(api).flatMap((group): Operation[] => Object.values(group));

/** The sample as it is sent to this tenant's things. */
export function sampleCall(operation: Operation, ids: Ids): Sending & { params: Record<string, string> } {
  // The border: every operation's name is one of the table, which a test makes sure of.
  const { params, ...rest } = sampleCalls[operation.name as OperationName](ids);
  return { ...rest, params: { ...ids, phoneId: 'phone-1', ...params } };
}

/** Each id is its own name: shows where a sample puts which. */
// The border: built from the list of names itself.
export const placeholderIds = Object.fromEntries(idNames.map((name) => [name, name])) as Ids;
