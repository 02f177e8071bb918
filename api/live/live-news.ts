import { z } from 'zod';
import { allows, type Permissions } from '../../crm-core/members/permissions.ts';
import type { Row, TableName } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { MemberId, ProjectId } from '../../kernel/ids.ts';
import type { Bus, JsonValue } from '../../queue/bus.ts';
import type { LiveChange } from '../contract/live.ts';

/** A change on its way to whoever has the project open, with what decides who may hear of what in it. */
export type LiveNews = {
  change: LiveChange;
  /** The responsible member of each deal named, and the one before him; null for nobody. */
  owners: Record<string, (string | null)[]>;
  /** Whose notification each one is. */
  addressees: Record<string, string>;
};

export function liveTopic(projectId: ProjectId): string {
  return `project.${projectId}`;
}

/** For `core.committed`: tells open boards what these works changed (PRODUCT D14). */
export function publishLive(bus: Bus, works: readonly Work[]): void {
  for (const projectId of new Set(works.map((work) => work.projectId))) {
    const news = liveNewsOf(works.filter((work) => work.projectId === projectId));
    // The border: the schema's optional lists are left out, not undefined.
    if (news) bus.publish(liveTopic(projectId), news as JsonValue);
  }
}

/** What committed works of one project changed for its viewers; undefined when nothing that anybody shows. */
export function liveNewsOf(works: readonly Work[]): LiveNews | undefined {
  const gathered = new Gathering();
  for (const work of works) gather(gathered, work);
  return gathered.news();
}

const configTables: readonly TableName[] = [
  'pipelines',
  'stages',
  'fields',
  'flows',
  'flowVersions',
  'members',
  'roles',
  'channels',
  'apiKeys',
];

function gather(into: Gathering, work: Work): void {
  for (const { kind, row } of work.changesOf('deals')) into.deal(row, kind === 'delete');
  for (const { row } of work.changesOf('events')) {
    if (row.dealId) into.dealById(work, row.dealId);
    if (changesOwner(row) && row.dealId) into.formerOwner(row.dealId, row.payload);
  }
  for (const { row } of work.changesOf('tasks')) {
    into.add('tasks', row.id);
    if (row.dealId) into.dealById(work, row.dealId);
  }
  for (const { row } of work.changesOf('contacts')) into.add('contacts', row.id);
  for (const { row } of work.changesOf('conversations')) {
    into.add('conversations', row.id);
    for (const id of relativesOf(work, row)) into.add('contacts', id);
  }
  for (const { row } of work.changesOf('messages')) into.add('conversations', row.conversationId);
  for (const { row } of work.changesOf('imports')) into.add('imports', row.id);
  for (const { row } of work.changesOf('notifications')) into.notification(row);
  if (configTables.some((name) => work.changes(name))) into.configChanged();
  // A project's row may also change for its variables alone.
  for (const { row } of work.changesOf('projects')) {
    if (row.configVersion !== work.config.project.configVersion) into.configChanged();
  }
}

function changesOwner({ kind, payload }: Row<'events'>): boolean {
  return kind === 'deal.responsible_changed' || (kind === 'deal.changed' && payload.change === 'undone');
}

/** Cards of all the person's contacts show what is said in any of his conversations. */
function relativesOf(work: Work, { contactId }: Row<'conversations'>): string[] {
  const personId = work.contacts.peek(contactId)?.personId;
  const relatives = work.contacts.seen().filter((contact) => contact.personId === personId);
  return [contactId, ...relatives.map((contact) => contact.id)];
}

type IdList = 'deals' | 'removedDeals' | 'contacts' | 'conversations' | 'notifications' | 'tasks' | 'imports';

class Gathering {
  readonly #ids = new Map<IdList, Set<string>>();
  readonly #owners = new Map<string, Set<string | null>>();
  readonly #addressees: Record<string, string> = {};
  #config = false;

  add(list: IdList, id: string): void {
    const ids = this.#ids.get(list) ?? new Set();
    this.#ids.set(list, ids.add(id));
  }

  deal(row: Row<'deals'>, removed: boolean): void {
    this.add(removed ? 'removedDeals' : 'deals', row.id);
    this.#own(row.id, row.responsibleId);
  }

  /** A deal that was not changed itself: its card or its page shows something that was. */
  dealById(work: Work, dealId: string): void {
    if (work.deals.changes.has(dealId)) return;
    this.add('deals', dealId);
    const row = work.deals.peek(dealId);
    if (row) this.#own(dealId, row.responsibleId);
  }

  /** He has to hear that the deal is no longer his. */
  formerOwner(dealId: string, payload: Record<string, unknown>): void {
    const { data } = z.object({ from: z.object({ memberId: z.string().nullable() }) }).safeParse(payload);
    if (data) this.#own(dealId, data.from.memberId);
  }

  notification(row: Row<'notifications'>): void {
    this.add('notifications', row.id);
    this.#addressees[row.id] = row.memberId;
  }

  configChanged(): void {
    this.#config = true;
  }

  news(): LiveNews | undefined {
    if (this.#ids.size === 0 && !this.#config) return undefined;
    const lists = Object.fromEntries([...this.#ids].map(([list, ids]) => [list, [...ids]]));
    const owners = Object.fromEntries([...this.#owners].map(([id, members]) => [id, [...members]]));
    return { change: { ...lists, ...(this.#config && { config: true }) }, owners, addressees: this.#addressees };
  }

  #own(dealId: string, member: string | null): void {
    const owners = this.#owners.get(dealId) ?? new Set();
    this.#owners.set(dealId, owners.add(member));
  }
}

export interface Listener {
  permissions: Permissions;
  memberId: MemberId | undefined;
}

/** The part of the news that this listener may hear; undefined when there is none (PRODUCT S17, D30). */
export function heardBy(
  { change, owners, addressees }: LiveNews,
  { permissions, memberId }: Listener,
): LiveChange | undefined {
  const sees = (section: 'crm' | 'contacts' | 'inbox' | 'tasks') => allows(permissions, section, 'view');
  const ownOnly = permissions.mayNot.includes('see_others_deals');
  const mine = (id: string) => !ownOnly || (memberId !== undefined && (owners[id]?.includes(memberId) ?? false));
  const heard: LiveChange = {
    ...some('deals', sees('crm') && change.deals?.filter(mine)),
    ...some('removedDeals', sees('crm') && change.removedDeals?.filter(mine)),
    ...some('contacts', (sees('crm') || sees('contacts')) && change.contacts),
    ...some('conversations', sees('inbox') && change.conversations),
    ...some('tasks', sees('tasks') && change.tasks),
    ...some('imports', sees('contacts') && change.imports),
    ...some(
      'notifications',
      change.notifications?.filter((id) => memberId !== undefined && addressees[id] === memberId),
    ),
    ...(change.config && { config: true }),
  };
  return Object.keys(heard).length > 0 ? heard : undefined;
}

function some(list: IdList, ids: string[] | undefined | false): Partial<Record<IdList, string[]>> {
  return ids && ids.length > 0 ? { [list]: ids } : {};
}
