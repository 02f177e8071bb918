import type { Database } from '../drizzle/client.ts';
import type { ChannelId, ConversationId } from '../kernel/ids.ts';
import { log } from '../kernel/log.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { Channel, ChannelAccount, ChannelKind, ChannelPort, ChannelStatus, Connection } from './channel.ts';
import { ChannelSender } from './deliver/channel-sender.ts';
import { type ChannelRow, leaseSeconds, releaseLease, renewLeases, takeLeases } from './deliver/lease.ts';
import type { Sending } from './deliver/settle.ts';
import type { Receiver } from './receive.ts';

export interface SupervisorOptions {
  db: Database;
  channels: Partial<Record<ChannelKind, Channel>>;
  secrets: SecretBox;
  receiver: Receiver;
  /** Names this process among others. */
  owner: string;
  /** Told after the fates of messages were stored. */
  settled(channel: ChannelRow, conversations: ConversationId[]): void;
  /** Told when a channel's health changed. */
  reported(channel: ChannelRow): void;
}

const sweepMs = 2_000;
const defaultPerSecond = 25;

/**
 * Owns the live connections of this process. A channel has one owner among all processes: a lease row with a growing fence.
 * Every two seconds leases are renewed, free channels taken, changed ones opened anew, and the outboxes looked through.
 */
export class ChannelSupervisor {
  readonly #options: SupervisorOptions;
  readonly #open = new Map<ChannelId, OpenChannel>();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  start(): void {
    this.poke();
    this.#timer = setInterval(() => this.poke(), sweepMs);
  }

  /** Looks now: a channel was connected, changed or switched off. */
  poke(): void {
    this.#round = this.#round
      .then(() => this.#look())
      .catch((err) => log.error({ err }, 'channels could not be looked after'));
  }

  /** Tells the sender of this channel, if it is here, that something was queued. */
  wake(channelId: ChannelId, lanes: readonly string[]): void {
    this.#open.get(channelId)?.sender?.wake(lanes);
  }

  /** Tells the senders that are here to look at these lanes, whatever their channels. */
  wakeLanes(lanes: readonly string[]): void {
    for (const [channelId, { sender }] of this.#open) {
      const own = lanes.filter((lane) => lane.startsWith(`${channelId}:`));
      if (own.length > 0) sender?.wake(own);
    }
  }

  /** A message that was committed as ours. Under a lease that is over by now it is an orphan, which a sweep will find. */
  take(channelId: ChannelId, sending: Sending & { fence: number | null }): void {
    const sender = this.#open.get(channelId)?.sender;
    if (sender?.fence === sending.fence) sender?.take(sending);
  }

  /** The fence under which the next message of an idle lane may be committed as being sent by this process. */
  fence(channelId: ChannelId, lane: string): number | undefined {
    const sender = this.#open.get(channelId)?.sender;
    return sender?.isIdle(lane) ? sender.fence : undefined;
  }

  /** Answers a press, if the channel's connection is here. */
  acknowledge(channelId: ChannelId, callbackId: string): void {
    void this.#open.get(channelId)?.connection?.acknowledge?.(callbackId);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#round;
    await Promise.all([...this.#open.values()].map((open) => this.#shut(open)));
  }

  async #look(): Promise<void> {
    if (this.#closed) return;
    const { db, owner } = this.#options;
    const mine = await renewLeases(db, owner, [...this.#open.keys()]);
    const rows = new Map(mine.map((row) => [row.id, row]));
    for (const open of [...this.#open.values()]) {
      const row = rows.get(open.row.id);
      const isSame = row?.leaseFence === open.row.leaseFence && row.enabled && row.version === open.row.version;
      if (!isSame || isToRetry(open)) await this.#shut(open);
    }
    for (const row of await takeLeases(db, owner)) await this.#connect(row);
    for (const { sender } of this.#open.values()) await sender?.sweep();
  }

  async #connect(row: ChannelRow): Promise<void> {
    const channel = this.#options.channels[row.kind];
    const open: OpenChannel = {
      row,
      stop: new AbortController(),
      connection: undefined,
      sender: undefined,
      failedAt: undefined,
    };
    this.#open.set(row.id, open);
    if (!channel)
      return this.#report(open, { kind: 'error', why: `${row.kind} is not supported by this build`, retry: false });
    try {
      open.connection = await channel.connect(this.#account(row), this.#port(open));
      open.sender = this.#sender(open, channel, open.connection);
      await open.sender.sweep();
    } catch (err) {
      log.error({ err, channel: row.id }, 'a channel could not be opened');
      if (!open.sender) open.failedAt = performance.now();
      await this.#report(open, { kind: 'error', why: err instanceof Error ? err.message : String(err), retry: true });
    }
  }

  #sender(open: OpenChannel, channel: Channel, connection: Connection): ChannelSender {
    const { db, receiver } = this.#options;
    const { row } = open;
    return new ChannelSender({
      db,
      channelId: row.id,
      fence: row.leaseFence,
      connection,
      capabilities: channel.capabilities,
      perSecond: row.settings.perSecond ?? defaultPerSecond,
      settled: (conversations) => this.#options.settled(row, conversations),
      unreachable: (sending, why) => receiver.receive(row.id, [lostCustomer(sending, why)]),
      stopped: (why) => void this.#report(open, { kind: 'error', why, retry: false }),
    });
  }

  #account(row: ChannelRow): ChannelAccount {
    return {
      id: row.id,
      kind: row.kind,
      name: row.name,
      token: row.token ? this.#options.secrets.open(row.token, row.id) : '',
      webhookSecret: row.webhookSecret,
      settings: row.settings,
    };
  }

  #port(open: OpenChannel): ChannelPort {
    const { db, receiver } = this.#options;
    const { id, leaseFence } = open.row;
    return {
      receive: (arrivals) => receiver.receive(id, arrivals),
      report: (status) => this.#report(open, status),
      loadCursor: async () => {
        const [row] = await db.sql<{ cursor: string | null }[]>`select cursor from channels where id = ${id}`;
        return row?.cursor == null ? undefined : Number(row.cursor);
      },
      saveCursor: async (cursor) => {
        await db.sql`update channels set cursor = ${cursor} where id = ${id} and lease_fence = ${leaseFence}`;
      },
      signal: open.stop.signal,
    };
  }

  async #report(open: OpenChannel, status: ChannelStatus): Promise<void> {
    const { db, reported } = this.#options;
    const text = status.kind === 'connected' ? status.account : status.kind === 'error' ? status.why : '';
    const changed = await db.sql`
      update channels set status = ${status.kind}, status_text = ${text}
      where id = ${open.row.id} and lease_fence = ${open.row.leaseFence} and (status, status_text) <> (${status.kind}, ${text})`;
    if (changed.count > 0) reported({ ...open.row, status: status.kind, statusText: text });
  }

  /** Ends the connection before the lease: nobody else may open it while we still speak. */
  async #shut(open: OpenChannel): Promise<void> {
    this.#open.delete(open.row.id);
    open.stop.abort();
    const sending = open.sender?.close();
    await Promise.race([sending, new Promise((resolve) => setTimeout(resolve, leaseSeconds * 1000).unref())]);
    await open.connection?.close();
    await releaseLease(this.#options.db, this.#options.owner, open.row.id);
    await this.#options.db.sql`
      update channels set status = 'off', status_text = '' where id = ${open.row.id} and not enabled`;
  }
}

interface OpenChannel {
  row: ChannelRow;
  stop: AbortController;
  connection: Connection | undefined;
  sender: ChannelSender | undefined;
  /** It could not be opened. */
  failedAt: number | undefined;
}

const retryMs = 10_000;

function isToRetry({ failedAt }: OpenChannel): boolean {
  return failedAt !== undefined && performance.now() - failedAt >= retryMs;
}

/** The messenger says that this customer cannot be reached: an event of his lane, like any other. */
function lostCustomer(sending: Sending, why: string) {
  return {
    chatKey: sending.chatKey,
    key: `unreachable:${sending.id}`,
    order: Date.now(),
    event: {
      kind: 'reachability' as const,
      reachable: false,
      reason: why,
      sender: { externalId: sending.chatKey, name: '' },
    },
  };
}
