import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../drizzle/client.ts';
import type { ChannelId, ConversationId, OutboxId } from '../../kernel/ids.ts';
import { log } from '../../kernel/log.ts';
import type { Capabilities, Connection, SendResult } from '../channel.ts';
import { fateOf } from './fate.ts';
import { Pace } from './pace.ts';
import {
  type Blocked,
  findQueuedLanes,
  findSending,
  mostLanes,
  type Sending,
  type Settled,
  type Stray,
  settle,
  settleOrphans,
} from './settle.ts';

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

/** Time for a late confirmation before what an earlier owner was sending is sent again. */
const orphanWaitMs = 3_000;
/** While the messenger refuses the account, a lane tries so often. */
const stoppedPauseMs = 60_000;
/** How soon to look again at a lane whose head is being sent and we do not know by whom. */
const strayPauseMs = 1_000;

/**
 * Sends what lies in the outbox of one channel: within a lane one after the other, lanes side by side. It lives as long as
 * this process holds the channel's lease. Fates that are known at the same moment are stored together, and the same
 * statement takes the lanes' next messages.
 */
export class ChannelSender {
  readonly #options: SenderOptions;
  readonly #pace: Pace;
  /** Lanes whose head is on its way, or waits for its time. */
  readonly #busy = new Set<string>();
  readonly #wanted = new Set<string>();
  /** Lanes that wait for their head's time. */
  readonly #pauses = new Map<string, NodeJS.Timeout>();
  /** Committed as ours while an older message of the lane was still on its way. */
  readonly #next = new Map<OutboxId, Sending>();
  /** Everything of ours whose fate is not stored yet. */
  readonly #known = new Set<OutboxId>();
  /** Fates stored since the last sweep, and since the one before: a crash of the database may take back the newest. */
  #recent = new Map<OutboxId, Settled>();
  #older = new Map<OutboxId, Settled>();
  /** Being sent by us according to the last sweep, and not known to us then. */
  #suspects = new Set<OutboxId>();
  /** Queued again as strays: it is too late to take them. */
  readonly #givenBack = new Set<OutboxId>();
  readonly #closing = new AbortController();
  #settled: Settled[] = [];
  #freed: string[] = [];
  #running: Promise<void> | undefined;
  #caughtUp = false;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#pace = new Pace(options.perSecond);
  }

  get fence(): number {
    return this.#options.fence;
  }

  get #closed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Whether a message committed now as ours would be the lane's head. */
  isIdle(lane: string): boolean {
    return this.#caughtUp && !this.#closed && !this.#busy.has(lane) && !this.#wanted.has(lane);
  }

  /** Something was queued for these lanes. */
  wake(lanes: readonly string[]): void {
    for (const lane of lanes) this.#wanted.add(lane);
    this.#run();
  }

  /** A message that was committed as already being sent by us. */
  take(sending: Sending): void {
    if (this.#givenBack.delete(sending.id)) return;
    this.#suspects.delete(sending.id);
    this.#known.add(sending.id);
    if (this.#busy.has(sending.lane)) this.#next.set(sending.id, sending);
    else void this.#deliver(sending, 'direct');
  }

  /** Finds what a lost wake-up, a restart or a lost answer of the database left behind. */
  async sweep(): Promise<void> {
    const { db, channelId, fence, capabilities } = this.#options;
    const status = capabilities.unknownPolicy === 'retry' ? 'queued' : 'held';
    const orphans = await settleOrphans(db, { channelId, fence }, { status, waitMs: orphanWaitMs });
    if (orphans > 0) log.warn({ channel: channelId, orphans }, 'sends of unknown fate were found');
    await this.#settleStrays();
    const lanes = await findQueuedLanes(db, channelId);
    this.wake(lanes.filter((lane) => !this.#busy.has(lane)));
    // Until every older message is known of, none is sent past them.
    this.#caughtUp = lanes.length < mostLanes;
  }

  /** Sends nothing more; resolves when what is on its way has ended and is stored. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const sending of this.#next.values()) this.#settled.push(untouched(sending));
    this.#next.clear();
    for (const [lane, timer] of this.#pauses) {
      clearTimeout(timer);
      this.#busy.delete(lane);
    }
    this.#pauses.clear();
    this.#run();
    while (this.#busy.size > 0 || this.#running) {
      await this.#running;
      await pause(5);
    }
  }

  /**
   * What the database takes for being sent by us, and we do not. Either its answer was lost on its way: a message was
   * claimed, or committed as ours, and what is still unknown to us in the second sweep was never given to the messenger.
   * Or the database crashed and forgot a fate ("sent" marks do not wait for the disk): it is told again.
   */
  async #settleStrays(): Promise<void> {
    const sending = await findSending(this.#options.db, this.#options);
    const unknown = sending.filter(({ id }) => !this.#known.has(id));
    const suspects = new Set<OutboxId>();
    for (const stray of unknown) {
      const fate = this.#recent.get(stray.id) ?? this.#older.get(stray.id);
      if (fate) this.#restore(fate);
      else if (this.#suspects.has(stray.id)) this.#giveBack(stray);
      else suspects.add(stray.id);
    }
    this.#suspects = suspects;
    this.#older = this.#recent;
    this.#recent = new Map();
    this.#run();
  }

  #restore(fate: Settled): void {
    this.#known.add(fate.id);
    this.#settled.push(fate);
  }

  #giveBack(stray: Stray): void {
    this.#known.add(stray.id);
    this.#givenBack.add(stray.id);
    this.#settled.push(untouched(stray));
  }

  async #deliver(sending: Sending, origin: 'direct' | 'claimed'): Promise<void> {
    const { lane } = sending;
    this.#busy.add(lane);
    const waitMs = this.#pace.reserve(sending.urgency, performance.now());
    if (waitMs > 0) await pause(waitMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    if (this.#closed) {
      this.#settled.push(untouched(sending));
      this.#busy.delete(lane);
      return this.#run();
    }
    const { connection, capabilities } = this.#options;
    const result = await connection.send({
      chatKey: sending.chatKey,
      message: sending.message,
      clientRef: sending.id,
      ...(sending.partsSent && { partsSent: sending.partsSent }),
    });
    const heeded = await this.#heed(sending, result);
    const fate = fateOf(sending, heeded, capabilities.unknownPolicy);
    this.#settled.push(fate);
    if (fate.outcome === 'queued') this.#pauseLane(lane, heeded.kind === 'stopped' ? stoppedPauseMs : fate.waitMs);
    else this.#free(lane, origin);
    this.#run();
  }

  /** What an answer means beyond its own message. */
  async #heed(sending: Sending, result: SendResult): Promise<SendResult> {
    if (result.kind === 'retry' && result.scope === 'channel') this.#pace.pause(result.afterMs, performance.now());
    if (result.kind === 'stopped') this.#options.stopped(result.why);
    if (result.kind === 'unreachable') void this.#insist(() => this.#options.unreachable(sending, result.why));
    if (result.kind !== 'moved') return result;
    try {
      await this.#rename(sending.lane, result.chatKey);
      return result;
    } catch (error) {
      log.error({ err: error, channel: this.#options.channelId }, 'the new address of a chat could not be stored');
      return { kind: 'retry', afterMs: 1_000, scope: 'chat', why: 'the chat moved' };
    }
  }

  /** What the messenger told us is lost when the database is away, unless we try again. */
  async #insist(task: () => Promise<void>): Promise<void> {
    while (!this.#closed) {
      try {
        return await task();
      } catch (error) {
        log.warn({ err: error, channel: this.#options.channelId }, 'an unreachable customer could not be noted yet');
        await pause(500);
      }
    }
  }

  /** Behind a claimed message others may lie; behind a direct one only what somebody has told of. */
  #free(lane: string, origin: 'direct' | 'claimed'): void {
    const mayHaveMore = origin === 'claimed' || this.#wanted.has(lane) || this.#hasNext(lane);
    if (mayHaveMore) this.#freed.push(lane);
    else this.#busy.delete(lane);
  }

  #hasNext(lane: string): boolean {
    for (const sending of this.#next.values()) if (sending.lane === lane) return true;
    return false;
  }

  /** A head that has to wait keeps its lane: what came later must not overtake it. */
  #pauseLane(lane: string, ms: number): void {
    if (this.#closed) {
      this.#busy.delete(lane);
      return;
    }
    const timer = setTimeout(() => {
      this.#pauses.delete(lane);
      this.#freed.push(lane);
      this.#run();
    }, ms + 1).unref();
    this.#pauses.set(lane, timer);
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
      const { conversations, next, blocked } = await settle(db, { channelId, fence }, settled, lanes);
      for (const fate of settled) {
        this.#known.delete(fate.id);
        if (fate.outcome !== 'queued') this.#recent.set(fate.id, fate);
      }
      for (const { id } of next) this.#known.add(id);
      if (conversations.length > 0) this.#options.settled(conversations);
      const held = new Set([...next, ...blocked].map(({ lane }) => lane));
      for (const lane of lanes) if (!held.has(lane)) this.#busy.delete(lane);
      for (const sending of next) void this.#deliver(sending, 'claimed');
      for (const head of blocked) this.#waitFor(head);
    } catch (error) {
      log.error({ err: error, channel: channelId }, 'the fate of sends could not be stored; trying again');
      for (const lane of lanes) this.#busy.delete(lane);
      this.#settled.unshift(...settled);
      for (const lane of lanes) this.#wanted.add(lane);
      await pause(500);
    }
  }

  /** The lane's head was committed as ours, or its time has not come, or it is a stray that a sweep will give back. */
  #waitFor({ lane, id, waitMs }: Blocked): void {
    const ours = this.#next.get(id);
    this.#next.delete(id);
    if (ours) void this.#deliver(ours, 'direct');
    else this.#pauseLane(lane, waitMs ?? strayPauseMs);
  }

  async #rename(lane: string, chatKey: string): Promise<void> {
    await this.#options.db.sql`update outbox set chat_key = ${chatKey} where lane = ${lane}`;
    await this.#options.db
      .sql`update conversations set chat_key = ${chatKey}, version = version + 1 where lane = ${lane}`;
  }
}

/** Committed as ours, but never given to the messenger: back to the queue as if nothing had happened. */
function untouched({ id, messageId, partsSent }: Stray): Settled {
  return { id, messageId, outcome: 'queued', providerId: null, error: null, waitMs: 0, unknown: false, partsSent };
}
