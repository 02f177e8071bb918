import { type LiveNews, liveTopic, publishLive } from '../api/live/live-news.ts';
import type { ChannelSupervisor } from '../bot/supervisor.ts';
import type { Work } from '../crm-core/work/work.ts';
import type { ChannelId, ConversationId, ProjectId } from '../kernel/ids.ts';
import type { Bus, JsonValue } from '../queue/bus.ts';
import type { Jobs } from '../queue/jobs.ts';

/**
 * What follows from a commit outside of the database: lanes, senders and effects are woken, open boards are told. All of
 * it is a hint: whatever is lost here is found by a sweep or by the next look.
 */
export class News {
  readonly #jobs: Jobs;
  readonly #bus: Bus;
  #supervisor: ChannelSupervisor | undefined;

  constructor(jobs: Jobs, bus: Bus) {
    this.#jobs = jobs;
    this.#bus = bus;
  }

  /** This process sends: it hears of messages that others queued. */
  hearFor(supervisor: ChannelSupervisor): void {
    this.#supervisor = supervisor;
    this.#bus.subscribe('outbox', (message) => {
      if (isQueued(message)) supervisor.wake(message.channelId, message.lanes);
    });
    this.#bus.subscribe('channels', () => supervisor.poke());
  }

  tell(works: readonly Work[]): void {
    const queued = new Map<ChannelId, Set<string>>();
    for (const work of works) {
      this.#takeOutbox(work, queued);
      this.#wake(work);
    }
    for (const [channelId, lanes] of queued) this.#bus.publish('outbox', { channelId, lanes: [...lanes] });
    publishLive(this.#bus, works);
  }

  /** Messages were sent, or were not: conversations look different. */
  tellSettled(projectId: ProjectId, conversations: ConversationId[]): void {
    this.#publish(projectId, { conversations });
  }

  tellChannel(projectId: ProjectId): void {
    this.#publish(projectId, { config: true });
  }

  #publish(projectId: ProjectId, change: LiveNews['change']): void {
    // The border: optional lists are left out, never undefined.
    this.#bus.publish(liveTopic(projectId), { change, owners: {}, addressees: {} } as JsonValue);
  }

  #takeOutbox(work: Work, queued: Map<ChannelId, Set<string>>): void {
    for (const { kind, row } of work.changesOf('outbox')) {
      if (kind !== 'insert') continue;
      if (row.status === 'sending') this.#supervisor?.take(row.channelId, row);
      else queued.set(row.channelId, (queued.get(row.channelId) ?? new Set()).add(row.lane));
    }
  }

  #wake(work: Work): void {
    const lanes = [...work.changesOf('inbox')].flatMap(({ kind, row }) => (kind === 'insert' ? [row.lane] : []));
    if (lanes.length > 0) this.#jobs.wake('lane', lanes);
    const effects = [...work.changesOf('effects')].flatMap(({ kind, row }) => (kind === 'insert' ? [row.id] : []));
    if (effects.length > 0) this.#jobs.wake('effect', effects);
    const imports = [...work.changesOf('imports')].flatMap(({ row }) =>
      row.status === 'running' || row.status === 'undoing' ? [row.id] : [],
    );
    if (imports.length > 0) this.#jobs.wake('import', imports);
    if (work.changes('channels')) this.#bus.publish('channels', null);
  }
}

function isQueued(message: unknown): message is { channelId: ChannelId; lanes: string[] } {
  return typeof message === 'object' && message !== null && 'channelId' in message && 'lanes' in message;
}
