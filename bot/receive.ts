import type { ParameterOrJSON } from 'postgres';
import type { Arrival } from '../crm-core/conversations/lane-event.ts';
import { laneOf } from '../crm-core/conversations/lane-event.ts';
import { type Database, isDatabaseAway } from '../drizzle/client.ts';
import { columnSource, type SourceColumn } from '../drizzle/column-source.ts';
import type { ChannelId } from '../kernel/ids.ts';
import { log } from '../kernel/log.ts';

/**
 * The door. Arrivals of all channels that come while one insert is on its way share the next: one statement, one commit
 * (DESIGN §4.1). `receive` resolves after the commit, so the messenger may be answered; a repeated delivery meets the
 * unique key and changes nothing.
 */
export class Receiver {
  readonly #db: Database;
  readonly #wake: (lanes: string[]) => void;
  #waiting: Waiting[] = [];
  #running = 0;

  constructor(db: Database, wake: (lanes: string[]) => void) {
    this.#db = db;
    this.#wake = wake;
  }

  receive(channelId: ChannelId, arrivals: Arrival[]): Promise<void> {
    if (arrivals.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ rows: arrivals.map((arrival) => toRow(channelId, arrival)), resolve, reject });
      if (this.#running < maxInserts) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#running += 1;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, maxBatch);
      await this.#store(batch);
    }
    this.#running -= 1;
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
      for (const row of one.rows) await quarantine(this.#db, row.channel_id, row.event, error);
      one.resolve();
    } catch (second) {
      one.reject(second);
    }
  }
}

const maxBatch = 256;
/** Two, so that the next batch is on its way while the last one is being made durable. */
const maxInserts = 1;

interface Waiting {
  rows: InboxRow[];
  resolve(): void;
  reject(error: unknown): void;
}

interface InboxRow {
  channel_id: string;
  key: string;
  lane: string;
  position: number;
  event: unknown;
}

function toRow(channelId: ChannelId, arrival: Arrival): InboxRow {
  return {
    channel_id: channelId,
    key: arrival.key,
    lane: laneOf(channelId, arrival.chatKey),
    position: arrival.order,
    event: arrival.event,
  };
}

const inboxColumns: SourceColumn<InboxRow>[] = [
  { name: 'channel_id', type: 'text', nullable: false, of: (row) => row.channel_id },
  { name: 'key', type: 'text', nullable: false, of: (row) => row.key },
  { name: 'lane', type: 'text', nullable: false, of: (row) => row.lane },
  { name: 'position', type: 'bigint', nullable: false, of: (row) => row.position },
  { name: 'event', type: 'json', nullable: false, of: (row) => row.event },
];

async function insertRows(db: Database, rows: InboxRow[]): Promise<string[]> {
  const parameters: ParameterOrJSON<never>[] = [];
  const statement = `
    insert into inbox (channel_id, key, lane, position, event)
    select channel_id, key, lane, position, event from ${columnSource(inboxColumns, rows, parameters)} x
    on conflict do nothing
    returning lane`;
  const stored = await db.hot.unsafe<{ lane: string }[]>(statement, parameters, { prepare: true });
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
