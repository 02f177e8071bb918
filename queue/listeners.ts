import { log as defaultLog, type Log } from '../kernel/log.ts';
import type { JsonValue } from './bus.ts';

type Listener = (message: JsonValue) => void;

/** Who listens to what in this process. */
export class Listeners {
  readonly #byTopic = new Map<string, Set<{ hear: Listener }>>();
  readonly #log: Log;

  constructor(log: Log = defaultLog) {
    this.#log = log;
  }

  /** The returned function takes the listener away; calling it twice is harmless. */
  add(topic: string, hear: Listener): () => void {
    const ofTopic = this.#byTopic.get(topic) ?? new Set();
    // An object of its own: one function may listen twice, and each subscription ends by itself.
    const listener = { hear };
    this.#byTopic.set(topic, ofTopic.add(listener));
    return () => {
      ofTopic.delete(listener);
      if (ofTopic.size === 0 && this.#byTopic.get(topic) === ofTopic) this.#byTopic.delete(topic);
    };
  }

  has(topic: string): boolean {
    return this.#byTopic.has(topic);
  }

  tell(topic: string, message: JsonValue): void {
    for (const { hear } of [...(this.#byTopic.get(topic) ?? [])]) {
      try {
        hear(message);
      } catch (err) {
        this.#log.error({ err, topic }, 'a listener of the bus threw');
      }
    }
  }

  clear(): void {
    this.#byTopic.clear();
  }
}
