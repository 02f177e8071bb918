import type { Database } from '../../drizzle/client.ts';
import type { ChannelId, ConversationId } from '../../kernel/ids.ts';
import { log } from '../../kernel/log.ts';
import type { Capabilities, Connection, SendResult } from '../channel.ts';
import { fateOf } from './fate.ts';
import { Pace } from './pace.ts';
import { findReadyLanes, type Sending, type Settled, settle } from './settle.ts';

export interface SenderOptions {
  db: Database;
  channelId: ChannelId;
  fence: number;
  connection: Connection;
  capabilities: Capabilities;
  perSecond: number;
  /** Told after the fates are stored. */
  settled(conversations: ConversationId[]): void;
  unreachable(sending: Sending, why: string): Promise<void>;
  stopped(why: string): void;
}

/**
 * Sends what lies in the outbox of one channel: within a lane one after the other, lanes side by side. It lives as long as
 * this process holds the channel's lease. Fates that are known at the same moment are stored together, and the same
 * statement takes the lanes' next messages.
 */
export class ChannelSender {
  readonly #options: SenderOptions;
  readonly #pace: Pace;
  /** Lanes whose head is on its way (or waits for its pace). */
  readonly #busy = new Set<string>();
  readonly #wanted = new Set<string>();
  /** Committed as ours while an older message of the lane was still on its way. */
  readonly #next = new Map<string, Sending[]>();
  #settled: Settled[] = [];
  #freed: string[] = [];
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#pace = new Pace(options.perSecond);
  }

  get fence(): number {
    return this.#options.fence;
  }

  /** Whether a message committed now as ours would be the lane's head. */
  isIdle(lane: string): boolean {
    return !this.#closed && !this.#busy.has(lane) && !this.#wanted.has(lane);
  }

  /** Something was queued for these lanes. */
  wake(lanes: readonly string[]): void {
    for (const lane of lanes) this.#wanted.add(lane);
    this.#run();
  }

  /** A message that was committed as already being sent by us. */
  take(sending: Sending): void {
    const { lane } = sending;
    if (this.#busy.has(lane)) this.#next.set(lane, [...(this.#next.get(lane) ?? []), sending]);
    else void this.#deliver(sending, 'direct');
  }

  /** Finds what a lost wake-up or a restart left behind. */
  async sweep(): Promise<void> {
    const lanes = await findReadyLanes(this.#options.db, this.#options.channelId);
    this.wake(lanes.filter((lane) => this.isIdle(lane)));
  }

  /** Sends nothing more; resolves when what is on its way has ended and is stored. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const sending of [...this.#next.values()].flat()) this.#settled.push(untouched(sending));
    this.#next.clear();
    while (this.#busy.size > 0 || this.#running) {
      await this.#running;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #deliver(sending: Sending, origin: 'direct' | 'claimed'): Promise<void> {
    this.#busy.add(sending.lane);
    const waitMs = this.#pace.reserve(sending.urgency, performance.now());
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const { connection, capabilities } = this.#options;
    const result = await connection.send({
      chatKey: sending.chatKey,
      message: sending.message,
      clientRef: sending.id,
      ...(sending.partsSent && { partsSent: sending.partsSent }),
    });
    await this.#heed(sending, result);
    const fate = fateOf(sending, result, capabilities.unknownPolicy);
    this.#settled.push(fate);
    this.#free(sending.lane, fate, origin);
    this.#run();
  }

  /** What an answer means beyond its own message. */
  async #heed(sending: Sending, result: SendResult): Promise<void> {
    if (result.kind === 'retry' && result.scope === 'channel') this.#pace.pause(result.afterMs, performance.now());
    if (result.kind === 'stopped') this.#options.stopped(result.why);
    if (result.kind === 'unreachable') await this.#options.unreachable(sending, result.why);
    if (result.kind === 'moved') await this.#rename(sending.lane, result.chatKey);
  }

  #free(lane: string, fate: Settled, origin: 'direct' | 'claimed'): void {
    // A head that has to wait keeps its lane: what came later must not overtake it.
    if (fate.outcome === 'queued') return void setTimeout(() => this.#release(lane), fate.waitMs + 1).unref();
    const next = this.#next.get(lane)?.shift();
    if (next) return void this.#deliver(next, 'direct');
    // Behind a claimed message others may lie; behind a direct one only what somebody has told of.
    if (origin === 'claimed' || this.#wanted.has(lane)) this.#freed.push(lane);
    else this.#busy.delete(lane);
  }

  #release(lane: string): void {
    this.#freed.push(lane);
    this.#run();
  }

  #run(): void {
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
      if (this.#hasWork()) this.#run();
    });
  }

  #hasWork(): boolean {
    if (this.#settled.length > 0 || this.#freed.length > 0) return true;
    return !this.#closed && [...this.#wanted].some((lane) => !this.#busy.has(lane));
  }

  async #drain(): Promise<void> {
    while (this.#hasWork()) {
      const settled = this.#settled;
      const freed = this.#freed;
      this.#settled = [];
      this.#freed = [];
      for (const lane of freed) this.#busy.delete(lane);
      const lanes = this.#closed
        ? []
        : [...new Set([...freed, ...this.#wanted])].filter((lane) => !this.#busy.has(lane));
      for (const lane of lanes) this.#wanted.delete(lane);
      if (settled.length === 0 && lanes.length === 0) return;
      await this.#settle(settled, lanes);
    }
  }

  async #settle(settled: Settled[], lanes: string[]): Promise<void> {
    const { db, channelId, fence } = this.#options;
    // Busy while we ask: a direct message must not slip in between.
    for (const lane of lanes) this.#busy.add(lane);
    try {
      const { conversations, next } = await settle(db, { channelId, fence }, settled, lanes);
      if (conversations.length > 0) this.#options.settled(conversations);
      const claimed = new Set(next.map((sending) => sending.lane));
      for (const lane of lanes) if (!claimed.has(lane)) this.#busy.delete(lane);
      for (const sending of next) void this.#deliver(sending, 'claimed');
      for (const lane of lanes) if (!claimed.has(lane)) this.#takeNext(lane);
    } catch (error) {
      log.error({ err: error, channel: channelId }, 'the fate of sends could not be stored; trying again');
      for (const lane of lanes) this.#busy.delete(lane);
      this.#settled.unshift(...settled);
      for (const lane of lanes) this.#wanted.add(lane);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  #takeNext(lane: string): void {
    const next = this.#next.get(lane)?.shift();
    if (next) void this.#deliver(next, 'direct');
  }

  async #rename(lane: string, chatKey: string): Promise<void> {
    await this.#options.db.sql`update outbox set chat_key = ${chatKey} where lane = ${lane}`;
    await this.#options.db
      .sql`update conversations set chat_key = ${chatKey}, version = version + 1 where lane = ${lane}`;
  }
}

/** Committed as ours, but never given to the messenger: back to the queue as if nothing had happened. */
function untouched({ id, messageId, partsSent }: Sending): Settled {
  return { id, messageId, outcome: 'queued', providerId: null, error: null, waitMs: 0, unknown: false, partsSent };
}
