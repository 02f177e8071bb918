import { type ClientRateLimitInfo, MemoryStore, type Options, type Store } from 'express-rate-limit';
import { tokenHash } from '../../kernel/secret-box.ts';
import type { Counts } from '../../queue/counts.ts';

/** Counts in this process and in common with the others; the process's own count holds while the common one is away. */
export class SharedStore implements Store {
  readonly #own = new MemoryStore();
  readonly #counts: Counts;
  readonly #name: string;
  #windowMs = 0;

  constructor(counts: Counts, name: string) {
    this.#counts = counts;
    this.#name = name;
  }

  init(options: Options): void {
    this.#windowMs = options.windowMs;
    this.#own.init(options);
  }

  async increment(key: string): Promise<ClientRateLimitInfo> {
    const own = await this.#own.increment(key);
    try {
      const { total, leftMs } = await this.#counts.add(this.#keyOf(key), this.#windowMs);
      return total < own.totalHits ? own : { totalHits: total, resetTime: new Date(Date.now() + leftMs) };
    } catch {
      return own;
    }
  }

  async decrement(key: string): Promise<void> {
    await this.#own.decrement(key);
    await this.#counts.takeBack(this.#keyOf(key)).catch(() => {});
  }

  async resetKey(key: string): Promise<void> {
    await this.#own.resetKey(key);
  }

  /** Whoever reads the counts learns neither addresses nor accounts. */
  #keyOf(key: string): string {
    return `${this.#name}:${tokenHash(key)}`;
  }
}
