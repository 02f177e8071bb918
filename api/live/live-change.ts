import type { TableName } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { LiveChange } from '../contract/live.ts';

/** What open pages of each project have to ask for again after these works were committed; projects without news are left out. */
export function liveChangeOf(works: readonly Work[]): Map<ProjectId, LiveChange> {
  const changes = new Map<ProjectId, Draft>();
  for (const work of works) {
    const draft = changes.get(work.projectId) ?? emptyDraft();
    for (const [name, rows] of work.changed()) note(draft, name, rows.changes.values());
    if (!isEmpty(draft)) changes.set(work.projectId, draft);
  }
  return new Map([...changes].map(([projectId, draft]) => [projectId, finished(draft)]));
}

interface Draft {
  deals: Set<string>;
  removedDeals: Set<string>;
  contacts: Set<string>;
  conversations: Set<string>;
  notifications: Set<string>;
  tasks: Set<string>;
  config: boolean;
}

function emptyDraft(): Draft {
  return {
    deals: new Set(),
    removedDeals: new Set(),
    contacts: new Set(),
    conversations: new Set(),
    notifications: new Set(),
    tasks: new Set(),
    config: false,
  };
}

interface Changed {
  kind: 'insert' | 'update' | 'delete';
  row: { id?: string; dealId?: string | null; conversationId?: string | null; memberId?: string };
}

function note(draft: Draft, name: TableName, changes: Iterable<unknown>): void {
  for (const { kind, row } of changes as Iterable<Changed>) {
    switch (name) {
      case 'deals':
        if (row.id) (kind === 'delete' ? draft.removedDeals : draft.deals).add(row.id);
        break;
      case 'contacts':
        if (row.id) draft.contacts.add(row.id);
        break;
      case 'conversations':
        if (row.id) draft.conversations.add(row.id);
        break;
      case 'messages':
        if (row.conversationId) draft.conversations.add(row.conversationId);
        break;
      case 'notifications':
        if (row.memberId) draft.notifications.add(row.memberId);
        break;
      case 'tasks':
        if (row.id) draft.tasks.add(row.id);
        if (row.dealId) draft.deals.add(row.dealId);
        break;
      case 'notes':
        if (row.dealId) draft.deals.add(row.dealId);
        break;
      case 'projects':
      case 'pipelines':
      case 'stages':
      case 'flows':
      case 'members':
      case 'roles':
      case 'channels':
        draft.config = true;
        break;
      default:
        break;
    }
  }
}

function isEmpty(draft: Draft): boolean {
  return Object.values(draft).every((value) => (value instanceof Set ? value.size === 0 : !value));
}

function finished({ config, ...sets }: Draft): LiveChange {
  const named = Object.entries(sets).filter(([, set]) => set.size > 0);
  return { ...Object.fromEntries(named.map(([name, set]) => [name, [...set]])), ...(config && { config }) };
}
