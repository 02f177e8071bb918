import { afterEach, describe, expect, test } from 'vitest';
import type { Bus, JsonValue } from './bus.ts';

/** What every implementation of `Bus` must do. `open` gives one process's view; calls of one test share the backend. */
export function describeBus(title: string, open: () => Bus): void {
  const opened: Bus[] = [];
  const openBus = () => {
    const bus = open();
    opened.push(bus);
    return bus;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((bus) => bus.close()));
  });

  describe(title, () => {
    test('every listener of a topic hears each message once, in order, and nobody else does', async () => {
      const bus = openBus();
      const one = listen(bus, 'project.1');
      const two = listen(bus, 'project.1');
      const other = listen(bus, 'project.12');
      await bus.ready();
      for (let i = 0; i < 50; i++) bus.publish('project.1', { deal: 'Ремонт', i });
      bus.publish('project.12', 'end');
      await other.next('end');
      const all = Array.from({ length: 50 }, (_, i) => ({ deal: 'Ремонт', i }));
      expect([one.heard, two.heard, other.heard]).toEqual([all, all, ['end']]);
    });

    test('a listener is told after publish has returned', async () => {
      const bus = openBus();
      const listener = listen(bus, 'project.1');
      await bus.ready();
      bus.publish('project.1', 1);
      expect(listener.heard).toEqual([]);
      await listener.next(1);
    });

    test('who has left hears nothing more, while the others do; leaving twice is harmless', async () => {
      const bus = openBus();
      const leaves = listen(bus, 'project.1');
      const stays = listen(bus, 'project.1');
      await bus.ready();
      leaves.leave();
      leaves.leave();
      bus.publish('project.1', 'news');
      await stays.next('news');
      expect(leaves.heard).toEqual([]);
    });

    test('a topic can be listened to again after its last listener left', async () => {
      const bus = openBus();
      listen(bus, 'project.1').leave();
      const again = listen(bus, 'project.1');
      await bus.ready();
      bus.publish('project.1', 'news');
      await again.next('news');
      expect(again.heard).toEqual(['news']);
    });

    test('a listener that throws does not keep the message from the others', async () => {
      const bus = openBus();
      bus.subscribe('project.1', () => {
        throw new Error('a defect');
      });
      const listener = listen(bus, 'project.1');
      await bus.ready();
      bus.publish('project.1', 'news');
      await listener.next('news');
    });

    test('after closing nothing is heard and publishing is harmless', async () => {
      const bus = openBus();
      const listener = listen(bus, 'project.1');
      await bus.ready();
      await bus.close();
      bus.publish('project.1', 'news');
      await new Promise(setImmediate);
      expect(listener.heard).toEqual([]);
    });
  });
}

export interface RecordingListener {
  heard: JsonValue[];
  leave(): void;
  /** Resolves when this message has been heard. */
  next(message: JsonValue): Promise<void>;
}

export function listen(bus: Bus, topic: string): RecordingListener {
  const heard: JsonValue[] = [];
  const watchers = new Set<() => void>();
  const leave = bus.subscribe(topic, (message) => {
    heard.push(message);
    for (const look of [...watchers]) look();
  });
  const next = (message: JsonValue) =>
    new Promise<void>((resolve) => {
      const look = () => heard.includes(message) && resolve();
      watchers.add(look);
      look();
    });
  return { heard, leave, next };
}
