import type { LaneTurn } from './lane-turn.ts';
import type { LoadedLane } from './load-lanes.ts';

/** The rows of a lane as this process last wrote them. */
export type LaneRows = Pick<LoadedLane, 'conversation' | 'identity' | 'contact' | 'person' | 'deals'>;

const maxLanes = 5_000;

/**
 * What turns of this process have just written need not be read again: a load brings the versions, and rows whose versions
 * are all the same are taken from here. Every write of these tables raises the version, so equal versions mean equal rows.
 */
export class LaneMemory {
  readonly #rows = new Map<string, LaneRows>();

  /** For each lane what is remembered, as the load's statement compares it; null where nothing is. */
  fingerprints(lanes: readonly string[]): (string | null)[] {
    return lanes.map((lane) => {
      const rows = this.#rows.get(lane);
      return rows ? fingerprintOf(rows) : null;
    });
  }

  get(lane: string): LaneRows | undefined {
    return this.#rows.get(lane);
  }

  /** Called after the commit. */
  keep(turn: LaneTurn): void {
    const { lane } = turn.loaded;
    this.#rows.delete(lane);
    const rows = rowsAfter(turn);
    if (!rows) return;
    this.#rows.set(lane, rows);
    const [oldest] = this.#rows.keys();
    if (this.#rows.size > maxLanes && oldest !== undefined) this.#rows.delete(oldest);
  }

  forget(lane: string): void {
    this.#rows.delete(lane);
  }
}

/** Ids and versions of all rows, in the words of `load-lanes.ts`. */
function fingerprintOf({ conversation, identity, contact, person, deals }: LaneRows): string {
  const open = deals.map((deal) => `${deal.id}:${deal.version}`).join(',');
  return `${conversation?.version}/${identity?.version}/${contact?.version}/${person?.version}/${open}`;
}

function rowsAfter({ work, conversationId }: LaneTurn): LaneRows | undefined {
  const conversation = conversationId && written(work.conversations, conversationId);
  const identity = conversation && written(work.identities, conversation.identityId);
  const contact = conversation && written(work.contacts, conversation.contactId);
  const person = contact && written(work.people, contact.personId);
  if (!conversation || !identity || !contact || !person) return undefined;
  const deals = work.deals
    .seen()
    .filter((deal) => deal.status === 'open')
    .map((deal) => written(work.deals, deal.id))
    .filter((deal) => deal !== undefined)
    .sort((a, b) => (a.id < b.id ? 1 : -1));
  return { conversation, identity, contact, person, deals };
}

/** A row as it stands in the database now: an update has raised its version, an insert has written the version it had. */
function written<Row extends { version: number }>(
  rows: { peek(id: string): Row | undefined; changes: ReadonlyMap<string, { kind: string }> },
  id: string,
): Row | undefined {
  const row = rows.peek(id);
  return row && rows.changes.get(id)?.kind === 'update' ? { ...row, version: row.version + 1 } : row;
}
