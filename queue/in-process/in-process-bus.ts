import type { Log } from '../../kernel/log.ts';
import type { Bus } from '../bus.ts';
import { Listeners } from '../listeners.ts';

/** The live bus of a lone process. */
export function inProcessBus(options: { log?: Log } = {}): Bus {
  const listeners = new Listeners(options.log);
  return {
    publish(topic, message) {
      queueMicrotask(() => listeners.tell(topic, message));
    },
    subscribe: (topic, listener) => listeners.add(topic, listener),
    ready: async () => {},
    close: async () => listeners.clear(),
  };
}
