import { api } from '../../api/contract/api.ts';
import type { ContactView } from '../../api/contract/contacts.ts';
import type { TimelineEntry } from '../../api/contract/deals.ts';
import { actorName } from '../ui/actor.tsx';
import { call } from './api.ts';

export interface Deed {
  /** As a person would say it. */
  who: string;
  entry: TimelineEntry;
}

type Deal = { projectId: string; dealId: string };

/** Who put the deal where it is now: for the one who comes second (PRODUCT D14). */
export function whoMoved(deal: Deal): Promise<Deed | undefined> {
  const kinds = [
    'deal.moved',
    'deal.accepted',
    'deal.won',
    'deal.lost',
    'deal.archived',
    'deal.restored',
    'deal.unaccepted',
  ];
  return newestDeed(deal, ({ kind }) => kinds.includes(kind));
}

/** Who gave this field (`name`, `variables.size` …) the value that it has now. */
export function whoChanged(deal: Deal, field: string): Promise<Deed | undefined> {
  const names = field === 'responsibleId' ? ['deal.responsible_changed'] : [];
  return newestDeed(deal, ({ kind, payload }) => names.includes(kind) || Object.hasOwn(changesOf(payload), field));
}

/** Who gave this field of a contact its newest value. The timeline is of the whole person: another contact's change is another one. */
export async function whoChangedContact(
  { projectId, contact }: { projectId: string; contact: ContactView },
  field: string,
): Promise<Deed | undefined> {
  const name = field.replace(/^variables\./, '');
  const values: Record<string, unknown> = name === field ? contact : contact.variables;
  const newest = JSON.stringify(values[name] ?? null);
  const params = { projectId, contactId: contact.id };
  return deedAmong(
    () => call(api.contacts.timeline, { params, query: {} }),
    ({ kind, payload }) =>
      kind === 'contact.changed' && JSON.stringify(changesOf(payload)[field]?.to ?? null) === newest,
  );
}

function newestDeed(params: Deal, test: (entry: TimelineEntry) => boolean): Promise<Deed | undefined> {
  return deedAmong(() => call(api.deals.timeline, { params, query: {} }), test);
}

/** Undefined when the timeline does not tell, or cannot be asked: the loser is told all the same, without a name. */
async function deedAmong(
  ask: () => Promise<{ entries: TimelineEntry[] }>,
  test: (entry: TimelineEntry) => boolean,
): Promise<Deed | undefined> {
  try {
    const entry = (await ask()).entries.find(test);
    return entry && { who: actorName(entry.actor), entry };
  } catch {
    return undefined;
  }
}

function changesOf({ changes }: TimelineEntry['payload']): Record<string, { to?: unknown }> {
  return typeof changes === 'object' && changes !== null ? { ...changes } : {};
}
