import { setImmediate } from 'node:timers/promises';
import type { Arrival, LaneArrival } from '../crm-core/conversations/lane-event.ts';
import { laneOf } from '../crm-core/conversations/lane-event.ts';
import { type Database, isDatabaseAway } from '../drizzle/client.ts';
import { columnSource, columnValues, type SourceColumn } from '../drizzle/column-source.ts';
import type { ChannelId } from '../kernel/ids.ts';
import { log } from '../kernel/log.ts';

/** Handles events at once, and answers the lanes whose events have to wait in the inbox. */
export type RunArrivals = (arrivals: readonly LaneArrival[]) => Promise<ReadonlySet<string>>;

/**
 * The door. Arrivals of all channels that come while a batch is on its way share the next: one statement, one commit
 * (DESIGN §4.1). `receive` resolves after the commit, so the messenger may be answered; a repeated delivery meets the
 * unique key and changes nothing.
 */
export class Receiver {
  readonly #db: Database;
  readonly #wake: (lanes: string[]) => void;
  #run: RunArrivals | undefined;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(db: Database, wake: (lanes: string[]) => void) {
    this.#db = db;
    this.#wake = wake;
  }

  /** This process has turns of its own: as long as they keep up, what arrives need not lie in the inbox first (ADR 12). */
  offerTo(run: RunArrivals): void {
    this.#run = run;
  }

  /** Offers no more; resolves when what was offered is done. */
  async offerNoMore(): Promise<void> {
    this.#run = undefined;
    await this.#running;
  }

  receive(channelId: ChannelId, arrivals: Arrival[]): Promise<void> {
    if (arrivals.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ rows: arrivals.map((arrival) => atLane(channelId, arrival)), resolve, reject });
      this.#start();
    });
  }

  #start(): void {
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
      // Who came after the last look and before this.
      if (this.#waiting.length > 0) this.#start();
    });
  }

  async #drain(): Promise<void> {
    // What came in the same breath goes together.
    await setImmediate();
    while (this.#waiting.length > 0) {
      const run = this.#waiting.length <= mostOffered ? this.#run : undefined;
      const batch = this.#waiting.splice(0, run ? maxOffer : maxInsert);
      const left = run ? await this.#offer(run, batch) : batch;
      if (left.length > 0) await this.#store(left);
    }
  }

  /** What is left of the batch. */
  async #offer(run: RunArrivals, batch: Waiting[]): Promise<Waiting[]> {
    try {
      const lanes = await run(batch.flatMap((one) => one.rows));
      return batch.flatMap((one) => {
        const rows = one.rows.filter((row) => lanes.has(row.lane));
        if (rows.length > 0) return [{ ...one, rows }];
        one.resolve();
        return [];
      });
    } catch (error) {
      if (isDatabaseAway(error)) {
        for (const one of batch) one.reject(error);
        return [];
      }
      log.error({ err: error }, 'turns of arrivals failed; they wait in the inbox');
      return batch;
    }
  }

  async #store(batch: Waiting[]): Promise<void> {
    try {
      const lanes = await insertRows(
        this.#db,
        batch.flatMap((one) => one.rows),
      );
      for (const one of batch) one.resolve();
      if (lanes.length > 0) this.#wake(lanes);
    } catch (error) {
      if (isDatabaseAway(error)) for (const one of batch) one.reject(error);
      else if (batch.length === 1 && batch[0]) await this.#refuseOne(batch[0], error);
      else for (const one of batch) await this.#store([one]);
    }
  }

  /** Data that the database will never take is set aside for a human; anything else is the database's trouble: try again later. */
  async #refuseOne(one: Waiting, error: unknown): Promise<void> {
    if (!isDataError(error)) return one.reject(error);
    try {
      for (const row of one.rows) await quarantine(this.#db, row.channelId, row.event, error);
      one.resolve();
    } catch (second) {
      one.reject(second);
    }
  }
}

const maxInsert = 256;
const maxOffer = 64;
/** With more than these waiting, turns do not keep up: an insert is soon done, and the messenger has its answer. */
const mostOffered = 512;

interface Waiting {
  rows: LaneArrival[];
  resolve(): void;
  reject(error: unknown): void;
}

function atLane(channelId: ChannelId, { chatKey, key, order, event }: Arrival): LaneArrival {
  return { channelId, lane: laneOf(channelId, chatKey), key, order, event };
}

const inboxColumns: SourceColumn<LaneArrival>[] = [
  { name: 'channel_id', type: 'text', nullable: false, of: (row) => row.channelId },
  { name: 'key', type: 'text', nullable: false, of: (row) => row.key },
  { name: 'lane', type: 'text', nullable: false, of: (row) => row.lane },
  { name: 'position', type: 'bigint', nullable: false, of: (row) => row.order },
  { name: 'event', type: 'json', nullable: false, of: (row) => row.event },
];

const insertStatement = `
  insert into inbox (channel_id, key, lane, position, event)
  select channel_id, key, lane, position, event from ${columnSource(inboxColumns, 1)} x
  on conflict do nothing
  returning lane`;

async function insertRows(db: Database, rows: readonly LaneArrival[]): Promise<string[]> {
  const stored = await db.hot.unsafe<{ lane: string }[]>(insertStatement, columnValues(inboxColumns, rows), {
    prepare: true,
  });
  return [...new Set(stored.map((row) => row.lane))];
}

/** SQLSTATE classes 22 (data exception) and 54 (program limit exceeded). */
function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(22|54)/.test(String(error.code));
}

/** Keeps a body that cannot be an event, so that the messenger need not repeat it for ever. */
export async function quarantine(db: Database, channelId: string, body: unknown, error: unknown): Promise<void> {
  const why = error instanceof Error ? error.message : String(error);
  log.warn({ channelId, why }, 'a message was set aside in quarantine');
  const bytes = Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
  await db.sql`insert into quarantine (channel_id, body, error) values (${channelId}, ${bytes}, ${why.slice(0, 2000)})`;
}
