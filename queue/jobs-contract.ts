import { afterEach, describe, expect, test } from 'vitest';
import type { Jobs } from './jobs.ts';

/** What every implementation of `Jobs` must do. `open` gives one process's view; calls of one test share the backend. */
export function describeJobs(title: string, open: () => Jobs): void {
  const opened: Jobs[] = [];
  const openJobs = () => {
    const jobs = open();
    opened.push(jobs);
    return jobs;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((jobs) => jobs.close()));
  });

  describe(title, () => {
    test('a woken key runs, under its own name only', async () => {
      const jobs = openJobs();
      const lanes = workerOf(jobs, 'lane');
      const outbox = workerOf(jobs, 'outbox');
      jobs.wake('outbox', ['b']);
      jobs.wake('lane', ['a']);
      await lanes.until(() => lanes.ran.length === 1);
      await outbox.until(() => outbox.ran.length === 1);
      expect([lanes.ran, outbox.ran]).toEqual([['a'], ['b']]);
    });

    test('what is woken before the worker comes is not lost', async () => {
      const jobs = openJobs();
      jobs.wake('lane', ['early']);
      const lanes = workerOf(jobs, 'lane');
      await lanes.until(() => lanes.ran.length === 1);
      expect(lanes.ran).toEqual(['early']);
    });

    test('calls for a key that waits collapse into one', async () => {
      const jobs = openJobs();
      const lanes = workerOf(jobs, 'lane', { batch: 1, concurrency: 1 });
      lanes.hold();
      jobs.wake('lane', ['first']);
      await lanes.until(() => lanes.running.size === 1);
      for (let i = 0; i < 50; i++) jobs.wake('lane', ['waits', 'waits']);
      lanes.letGo();
      await lanes.until(() => lanes.ran.includes('waits'));
      await runLast(jobs, lanes);
      expect(lanes.ran).toEqual(['first', 'waits', 'last']);
    });

    test('calls for a key that runs make it run once more afterwards', async () => {
      const jobs = openJobs();
      const lanes = workerOf(jobs, 'lane', { batch: 10, concurrency: 5 });
      lanes.hold();
      jobs.wake('lane', ['a']);
      await lanes.until(() => lanes.running.has('a'));
      for (let i = 0; i < 5; i++) jobs.wake('lane', ['a']);
      jobs.wake('lane', ['b']);
      await lanes.until(() => lanes.running.has('b'));
      lanes.letGo();
      await lanes.until(() => lanes.ran.length === 3);
      await runLast(jobs, lanes);
      expect(lanes.ran.toSorted()).toEqual(['a', 'a', 'b', 'last']);
      expect(lanes.overlaps).toBe(0);
    });

    test('keys run in batches no larger and no more numerous than asked, and never twice at once', async () => {
      const jobs = openJobs();
      const lanes = workerOf(jobs, 'lane', { batch: 7, concurrency: 2 });
      const keys = Array.from({ length: 100 }, (_, i) => `key-${i}`);
      lanes.hold();
      jobs.wake('lane', keys);
      await lanes.until(() => lanes.batches.length === 2);
      jobs.wake('lane', keys);
      lanes.letGo();
      await lanes.until(() => new Set(lanes.ran).size === 100);
      await runLast(jobs, lanes);
      expect(Math.max(...lanes.batches.map((batch) => batch.length))).toBeLessThanOrEqual(7);
      expect(lanes.batches.every((batch) => new Set(batch).size === batch.length)).toBe(true);
      expect(lanes.mostAtOnce).toBe(2);
      expect(lanes.overlaps).toBe(0);
    });

    test('what waits is handed over together', async () => {
      const jobs = openJobs();
      const lanes = workerOf(jobs, 'lane', { batch: 100, concurrency: 1 });
      lanes.hold();
      jobs.wake('lane', ['first']);
      await lanes.until(() => lanes.running.size === 1);
      const keys = Array.from({ length: 60 }, (_, i) => `key-${i}`);
      jobs.wake('lane', keys);
      lanes.letGo();
      await lanes.until(() => new Set(lanes.ran).size === 61);
      expect(lanes.batches.length).toBeLessThan(30);
    });

    test('a batch that throws is repeated until it ends well, and other keys do not wait for it', async () => {
      const jobs = openJobs();
      const lanes = workerOf(jobs, 'lane', { batch: 1, concurrency: 1 });
      lanes.throwFor('bad', 3);
      jobs.wake('lane', ['bad', 'good']);
      await lanes.until(() => lanes.ran.includes('bad') && lanes.ran.includes('good'));
      expect(lanes.ran).toEqual(['good', 'bad']);
      expect(lanes.batches.filter(([key]) => key === 'bad')).toHaveLength(4);
    });

    test('a batch that never ends well is given up, and its keys can be woken anew', async () => {
      const jobs = openJobs();
      const lanes = workerOf(jobs, 'lane', { batch: 1, concurrency: 1 });
      lanes.throwFor('bad', 10);
      jobs.wake('lane', ['bad']);
      await lanes.until(() => lanes.batches.length === 10);
      await runLast(jobs, lanes);
      expect(lanes.ran).toEqual(['last']);
      jobs.wake('lane', ['bad']);
      await lanes.until(() => lanes.ran.includes('bad'));
    });

    test('closing waits for the running batch and begins no other', async () => {
      const jobs = openJobs();
      const lanes = workerOf(jobs, 'lane', { batch: 1, concurrency: 1 });
      lanes.hold();
      jobs.wake('lane', ['runs', 'waits']);
      await lanes.until(() => lanes.running.size === 1);
      let closed = false;
      const closing = jobs.close().then(() => {
        closed = true;
      });
      await new Promise(setImmediate);
      expect(closed).toBe(false);
      lanes.letGo();
      await closing;
      jobs.wake('lane', ['late']);
      expect(lanes.ran).toEqual(['runs']);
      expect(lanes.batches).toEqual([['runs']]);
    });
  });
}

/** Wakes a key after all others and waits for it: whatever stood before it in the queue has run by then. */
async function runLast(jobs: Jobs, worker: RecordingWorker): Promise<void> {
  jobs.wake('lane', ['last']);
  await worker.until(() => worker.ran.includes('last') && worker.running.size === 0);
}

export function workerOf(
  jobs: Jobs,
  name: 'lane' | 'outbox',
  options = { batch: 10, concurrency: 1 },
): RecordingWorker {
  const worker = new RecordingWorker();
  jobs.work(name, options, (keys) => worker.run(keys));
  return worker;
}

/** A worker that remembers what it was given, can be held in the middle of a run, and tells when something happened. */
export class RecordingWorker {
  readonly batches: string[][] = [];
  /** Keys whose run ended well, in the order of the ends. */
  readonly ran: string[] = [];
  readonly running = new Set<string>();
  overlaps = 0;
  mostAtOnce = 0;
  #atOnce = 0;
  #gate: Promise<void> | undefined;
  #open: () => void = () => {};
  #throws = new Map<string, number>();
  #watchers = new Set<() => void>();

  async run(keys: string[]): Promise<void> {
    this.batches.push(keys);
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    for (const key of keys) {
      if (this.running.has(key)) this.overlaps += 1;
      this.running.add(key);
    }
    this.#tell();
    await this.#gate;
    const failing = keys.find((key) => (this.#throws.get(key) ?? 0) > 0);
    this.#atOnce -= 1;
    for (const key of keys) this.running.delete(key);
    if (failing) {
      this.#throws.set(failing, (this.#throws.get(failing) ?? 0) - 1);
      this.#tell();
      throw new Error(`${failing} fails`);
    }
    this.ran.push(...keys);
    this.#tell();
  }

  /** Runs stop in their middle until `letGo`. */
  hold(): void {
    this.#gate = new Promise((open) => {
      this.#open = open;
    });
  }

  letGo(): void {
    this.#gate = undefined;
    this.#open();
  }

  throwFor(key: string, times: number): void {
    this.#throws.set(key, times);
  }

  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  #tell(): void {
    for (const look of [...this.#watchers]) look();
  }
}
