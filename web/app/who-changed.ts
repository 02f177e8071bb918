import { api } from '../../api/contract/api.ts';
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
  const kinds = ['deal.moved', 'deal.accepted', 'deal.won', 'deal.lost', 'deal.archived', 'deal.restored'];
  return newestDeed(deal, ({ kind }) => kinds.includes(kind));
}

/** Who gave this field (`name`, `variables.size` …) the value that it has now. */
export function whoChanged(deal: Deal, field: string): Promise<Deed | undefined> {
  const names = field === 'responsibleId' ? ['deal.responsible_changed'] : [];
  return newestDeed(deal, ({ kind, payload }) => names.includes(kind) || changesOf(payload).includes(field));
}

/** Undefined when the timeline does not tell, or cannot be asked: the loser is told all the same, without a name. */
async function newestDeed(params: Deal, test: (entry: TimelineEntry) => boolean): Promise<Deed | undefined> {
  try {
    const { entries } = await call(api.deals.timeline, { params, query: {} });
    const entry = entries.find(test);
    return entry && { who: actorName(entry.actor), entry };
  } catch {
    return undefined;
  }
}

function changesOf(payload: TimelineEntry['payload']): string[] {
  const { changes } = payload;
  return typeof changes === 'object' && changes !== null ? Object.keys(changes) : [];
}
