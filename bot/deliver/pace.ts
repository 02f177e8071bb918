/**
 * How fast a channel may speak unasked. Replies follow the pace of the customer who asked; broadcasts and notices share a
 * bucket (Telegram: about 30 a second for all chats together, https://core.telegram.org/bots/faq).
 */
export class Pace {
  readonly #perSecond: number;
  #free = 0;
  #pausedUntil = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Milliseconds to wait before this send; the place in the queue is taken by asking. */
  reserve(urgency: 'reply' | 'notice', nowMs: number): number {
    const pause = Math.max(0, this.#pausedUntil - nowMs);
    if (urgency === 'reply') return pause;
    const at = Math.max(this.#free, nowMs + pause);
    this.#free = at + 1000 / this.#perSecond;
    return at - nowMs;
  }

  /** The messenger asked the whole account to be quiet. */
  pause(ms: number, nowMs: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, nowMs + ms);
  }
}
