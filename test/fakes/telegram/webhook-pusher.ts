import { Pool } from 'undici';
import type { PendingUpdate, UpdateQueue } from './update-queue.ts';

export interface Webhook {
  url: string;
  secret?: string;
  maxConnections: number;
}

/** How updates travel; may be changed at any time. */
export interface Delivery {
  /** How often each update is posted, at the same time. 1.05: every twentieth update is posted twice. */
  copies: number;
  /** Share of the bot's answers that get lost on their way, so that the update is posted again. */
  lostAnswers: number;
  /** Waits this long before each delivery. */
  delayMs: number;
  /** Lets chats overtake each other; within a chat order holds. */
  shuffleBetweenChats: boolean;
}

export interface PusherOptions {
  queue: UpdateQueue;
  delivery: Delivery;
  /** How long one of Telegram's seconds lasts when it waits before a retry. */
  retrySecondMs: number;
  /** Carries out the method call that a bot may put into its answer. */
  onAnswer(body: string): void;
}

interface Lane {
  waiting: PendingUpdate[];
  attempts: number;
  since: number;
}

const maxRetrySeconds = 60;
const maxRetryAfterSeconds = 3600;
const answerTimeoutMs = 60_000;

/** Posts updates to a webhook as Telegram does: in order within a queue, many queues at once, again until it hears 2xx. */
export class WebhookPusher {
  readonly webhook: Webhook;
  lastError: { at: number; message: string } | undefined;
  private readonly options: PusherOptions;
  private readonly pool: Pool;
  private readonly path: string;
  private readonly headers: Record<string, string>;
  private readonly lanes = new Map<string, Lane>();
  private readonly ready: string[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private copiesOwed = 0;
  private lossOwed = 0;
  private posting = 0;
  private closed = false;

  constructor(webhook: Webhook, options: PusherOptions) {
    const url = new URL(webhook.url);
    this.webhook = webhook;
    this.options = options;
    this.path = url.pathname + url.search;
    this.headers = {
      'content-type': 'application/json',
      ...(webhook.secret && { 'x-telegram-bot-api-secret-token': webhook.secret }),
    };
    this.pool = new Pool(url.origin, {
      connections: webhook.maxConnections,
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
    });
    for (const pending of options.queue.all()) this.add(pending);
  }

  add(pending: PendingUpdate): void {
    const lane = this.lanes.get(pending.queueKey);
    if (lane) {
      lane.waiting.push(pending);
      return;
    }
    this.lanes.set(pending.queueKey, { waiting: [pending], attempts: 0, since: Date.now() });
    this.makeReady(pending.queueKey, this.travelMs());
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
    await this.pool.destroy();
  }

  private makeReady(queueKey: string, afterMs: number): void {
    if (this.closed) return;
    if (afterMs > 0) {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        this.makeReady(queueKey, 0);
      }, afterMs);
      this.timers.add(timer);
      return;
    }
    this.ready.push(queueKey);
    this.pump();
  }

  private pump(): void {
    while (!this.closed && this.posting < this.webhook.maxConnections) {
      const queueKey = this.ready.shift();
      if (queueKey === undefined) return;
      this.posting += 1;
      void this.deliver(queueKey).finally(() => {
        this.posting -= 1;
        this.pump();
      });
    }
  }

  private async deliver(queueKey: string): Promise<void> {
    const lane = this.lanes.get(queueKey);
    const pending = lane?.waiting[0];
    if (!lane || !pending) return;
    const outcome = await this.post(pending);
    if (this.closed) return;
    if (outcome.ok || this.isExpired(lane, pending)) {
      this.options.queue.remove(pending);
      this.advance(queueKey, lane);
      return;
    }
    this.lastError = { at: Date.now(), message: outcome.why };
    const seconds = outcome.retryAfter ?? backoffSeconds(lane.attempts);
    lane.attempts += 1;
    this.makeReady(queueKey, seconds * this.options.retrySecondMs);
  }

  private advance(queueKey: string, lane: Lane): void {
    lane.waiting.shift();
    lane.attempts = 0;
    lane.since = Date.now();
    if (lane.waiting.length === 0) this.lanes.delete(queueKey);
    else this.makeReady(queueKey, this.travelMs());
  }

  private async post(pending: PendingUpdate): Promise<Outcome> {
    const body = JSON.stringify(pending.update);
    const copies = this.nextCopies();
    if (copies === 1) return this.postOnce(body);
    const outcomes = await Promise.all(Array.from({ length: copies }, () => this.postOnce(body)));
    return outcomes.find((outcome) => !outcome.ok) ?? { ok: true };
  }

  private async postOnce(body: string): Promise<Outcome> {
    try {
      const answer = await post(this.pool, { path: this.path, headers: this.headers, body });
      if (answer.status < 200 || answer.status > 299) {
        return {
          ok: false,
          why: `Wrong response from the webhook: ${answer.status}`,
          retryAfter: retryAfterIn(answer.headers['retry-after']),
        };
      }
      if (answer.body.startsWith('{')) this.options.onAnswer(answer.body);
      return this.nextIsLost() ? { ok: false, why: 'Connection reset by peer', retryAfter: undefined } : { ok: true };
    } catch (cause) {
      return { ok: false, why: cause instanceof Error ? cause.message : 'Connection failed', retryAfter: undefined };
    }
  }

  private isExpired(lane: Lane, pending: PendingUpdate): boolean {
    return Date.now() - lane.since > pending.lifetime * this.options.retrySecondMs;
  }

  private travelMs(): number {
    const { delayMs, shuffleBetweenChats } = this.options.delivery;
    return shuffleBetweenChats ? Math.random() * Math.max(delayMs, 5) : delayMs;
  }

  /** Fractions are paid out evenly and not by chance, so that a test with them repeats itself. */
  private nextCopies(): number {
    this.copiesOwed += this.options.delivery.copies;
    const copies = Math.max(1, Math.floor(this.copiesOwed + 1e-9));
    this.copiesOwed -= copies;
    return copies;
  }

  private nextIsLost(): boolean {
    this.lossOwed += this.options.delivery.lostAnswers;
    if (this.lossOwed < 1) return false;
    this.lossOwed -= 1;
    return true;
  }
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Without streams that nobody reads piece by piece: a load generator shares the machine with what it measures. */
function post(pool: Pool, { path, headers, body }: { path: string; headers: Record<string, string>; body: string }) {
  return new Promise<Answer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let head = { status: 0, headers: {} };
    pool.dispatch(
      { path, method: 'POST', headers, body },
      {
        // Without it the handler would be taken for one of undici's older kind.
        onRequestStart() {},
        onResponseStart(_controller, status, headers) {
          head = { status, headers };
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          resolve({ ...head, body: Buffer.concat(chunks).toString() });
        },
        onResponseError(_controller, error) {
          reject(error);
        },
      },
    );
  });
}

type Outcome = { ok: true } | { ok: false; why: string; retryAfter: number | undefined };

/** At once, then 2, 4, 8 … 60 seconds. */
function backoffSeconds(attempts: number): number {
  return attempts === 0 ? 0 : Math.min(2 ** attempts, maxRetrySeconds);
}

function retryAfterIn(header: string | string[] | undefined): number | undefined {
  const seconds = Number(header);
  return header === undefined || Number.isNaN(seconds)
    ? undefined
    : Math.min(Math.max(seconds, 0), maxRetryAfterSeconds);
}
