import { log as defaultLog, type Log } from '../../kernel/log.ts';
import type { Bus, JsonValue } from '../bus.ts';
import { Listeners } from '../listeners.ts';
import { lostMessages } from '../queue-metrics.ts';
import { connectionAttempt, hastyRedis, patientRedis } from './redis-connection.ts';

/** The live bus among processes: plain Redis pub/sub. While Redis is away messages are lost; then it goes on by itself. */
export function redisBus(options: { url: string; prefix?: string; log?: Log }): Bus {
  const { url, prefix = 'voronka', log = defaultLog } = options;
  const publisher = hastyRedis(url, log);
  // A connection that has subscribed may do nothing else.
  const subscriber = patientRedis(url, log);
  const listeners = new Listeners(log);
  const channelOf = (topic: string) => `${prefix}:bus:${topic}`;
  /** Ends with the last SUBSCRIBE or UNSUBSCRIBE that was sent; Redis answers in order. */
  let settled: Promise<unknown> = Promise.resolve();
  const send = (command: Promise<unknown>) => {
    settled = command.catch((err) => log.warn({ err }, 'the bus could not change its subscriptions'));
  };

  subscriber.on('message', (channel, text) => {
    listeners.tell(channel.slice(channelOf('').length), JSON.parse(text));
  });

  return {
    publish(topic, message: JsonValue) {
      publisher.publish(channelOf(topic), JSON.stringify(message)).catch(() => lostMessages.inc());
    },
    subscribe(topic, listener) {
      if (!listeners.has(topic)) send(subscriber.subscribe(channelOf(topic)));
      const remove = listeners.add(topic, listener);
      return () => {
        const before = listeners.has(topic);
        remove();
        if (before && !listeners.has(topic)) send(subscriber.unsubscribe(channelOf(topic)));
      };
    },
    async ready() {
      await Promise.all([settled, connectionAttempt(publisher)]);
    },
    async close() {
      listeners.clear();
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
