import { isRecord } from './request-payload.ts';
import { TelegramError } from './telegram-error.ts';

/** One update that the bot has not confirmed yet. */
export interface PendingUpdate {
  update: { update_id: number } & Record<string, unknown>;
  /** Updates with the same key are delivered strictly one after another, others in any order. */
  queueKey: string;
  /** How long Telegram keeps trying, in its seconds. */
  lifetime: number;
}

interface Poller {
  answer(updates: PendingUpdate['update'][]): void;
  refuse(error: TelegramError): void;
  limit: number;
}

/** Kinds that a bot hears of only when it asks for them by name. */
const notByDefault = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/** An offset that many ids ahead of the next update cannot be about this queue. */
const farFuture = 10;

/** Unconfirmed updates of one bot, and the long poll that may be waiting for them. */
export class UpdateQueue {
  private readonly pending = new Set<PendingUpdate>();
  private poller: Poller | undefined;
  private lastId = 1000;
  private allowed: string[] = [];
  onAdded: ((pending: PendingUpdate) => void) | undefined;
  onConfirmed: ((updateId: number) => void) | undefined;

  /** Returns the update's id, whether or not the bot has asked for such updates. */
  add(update: object): number {
    const raw: Record<string, unknown> = { ...update };
    const id = typeof raw.update_id === 'number' ? raw.update_id : this.lastId + 1;
    this.lastId = id;
    const kind = Object.keys(raw).find((key) => key !== 'update_id');
    if (kind && !this.isAllowed(kind)) return id;
    const pending = { update: { ...raw, update_id: id }, queueKey: queueKeyOf(raw), lifetime: lifetimeOf(kind) };
    this.pending.add(pending);
    this.onAdded?.(pending);
    this.feedPoller();
    return id;
  }

  remove(pending: PendingUpdate): void {
    this.pending.delete(pending);
    this.onConfirmed?.(pending.update.update_id);
  }

  clear(): void {
    this.pending.clear();
  }

  get size(): number {
    return this.pending.size;
  }

  all(): Iterable<PendingUpdate> {
    return this.pending;
  }

  /** `undefined` keeps the earlier choice; an empty list means the default kinds. */
  allow(kinds: string[] | undefined): void {
    if (kinds) this.allowed = kinds;
  }

  get allowedKinds(): string[] {
    return this.allowed;
  }

  /** The long poll. A newer poll throws an older one out, as the real server does. */
  poll(input: { offset: number; limit: number; timeoutMs: number; closed: AbortSignal }): Promise<unknown[]> {
    this.confirm(input.offset);
    this.poller?.refuse(
      new TelegramError(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    );
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        input.closed.removeEventListener('abort', onClosed);
        if (this.poller === poller) this.poller = undefined;
      };
      const poller: Poller = {
        limit: input.limit,
        answer: (updates) => {
          leave();
          resolve(updates);
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      const onClosed = () => poller.answer([]);
      const timer = setTimeout(() => poller.answer([]), input.timeoutMs);
      input.closed.addEventListener('abort', onClosed);
      this.poller = poller;
      this.feedPoller();
    });
  }

  endPoll(error: TelegramError): void {
    this.poller?.refuse(error);
  }

  private isAllowed(kind: string): boolean {
    return this.allowed.length > 0 ? this.allowed.includes(kind) : !notByDefault.has(kind);
  }

  private confirm(offset: number): void {
    if (offset < 0) {
      const keep = [...this.pending].slice(offset);
      this.pending.clear();
      for (const pending of keep) this.pending.add(pending);
      return;
    }
    // Telegram takes such an offset for that of another queue, and begins with its oldest update.
    if (offset > this.lastId + 1 + farFuture) return;
    for (const pending of this.pending) {
      if (pending.update.update_id < offset) this.remove(pending);
    }
  }

  private feedPoller(): void {
    if (!this.poller || this.pending.size === 0) return;
    const updates = [...this.pending].map((pending) => pending.update).sort((a, b) => a.update_id - b.update_id);
    this.poller.answer(updates.slice(0, this.poller.limit));
  }
}

/** Telegram orders messages per chat but presses per user, in queues of their own: a press may overtake a message. */
function queueKeyOf(update: Record<string, unknown>): string {
  const of = (kind: string) => (isRecord(update[kind]) ? update[kind] : undefined);
  const message = of('message') ?? of('edited_message');
  if (message) return `chat ${idIn(message.chat)}`;
  const press = of('callback_query');
  if (press) return `press ${idIn(press.from)}`;
  const membership = of('my_chat_member');
  if (membership) return `membership ${idIn(membership.chat)}`;
  return 'rest';
}

function idIn(value: unknown): string {
  return isRecord(value) ? String(value.id) : '?';
}

function lifetimeOf(kind: string | undefined): number {
  if (kind === 'inline_query') return 30;
  if (kind === 'callback_query' || kind === 'shipping_query' || kind === 'pre_checkout_query') return 150;
  return 86_400;
}
