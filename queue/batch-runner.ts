import { log as defaultLog, type Log } from '../kernel/log.ts';
import type { JobName, WorkOptions } from './jobs.ts';
import { failedBatches } from './queue-metrics.ts';

export interface BatchRunnerOptions extends WorkOptions {
  name: JobName;
  run: (keys: string[]) => Promise<void>;
  /** Called once for every key that was added and is now done with: it ran, was given up, or the runner closed before. */
  onEnd?: (keys: readonly string[], how: BatchEnd) => void;
  log?: Log;
  /** Pause before the next try, after so many failures. */
  backOffMs?: (failures: number) => number;
}

/** How a key left the runner. */
export type BatchEnd = 'ran' | 'given-up' | 'closed';

interface Batch {
  keys: string[];
  failures: number;
}

/** After so many failures in a row (about 25 seconds) a batch is left to the sweeper. */
const maxFailures = 10;

/**
 * Turns single keys into batches: whatever has been added when a place is free goes into one run. Both job backends
 * feed it, so that they batch, retry and close alike.
 */
export class BatchRunner {
  readonly #options: BatchRunnerOptions;
  readonly #log: Log;
  /** Keys that no batch holds yet, oldest first. */
  readonly #waiting = new Set<string>();
  /** Keys in a batch that runs or will be repeated. */
  readonly #held = new Set<string>();
  /** Held keys that were added meanwhile. */
  readonly #again = new Set<string>();
  readonly #repeats: Batch[] = [];
  readonly #backingOff = new Map<Batch, NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  #startsSoon = false;
  #closed = false;

  constructor(options: BatchRunnerOptions) {
    this.#options = options;
    this.#log = options.log ?? defaultLog;
  }

  add(keys: Iterable<string>): void {
    if (this.#closed) return;
    for (const key of keys) (this.#held.has(key) ? this.#again : this.#waiting).add(key);
    this.#startSoon();
  }

  /** Ends the keys that do not run, and resolves when the batches that do have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#backingOff.values()) clearTimeout(timer);
    for (const batch of [...this.#backingOff.keys(), ...this.#repeats.splice(0)]) this.#release(batch, 'closed');
    this.#backingOff.clear();
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    this.#options.onEnd?.(waiting, 'closed');
    await Promise.all(this.#running);
  }

  /** When what runs now has ended: until then, more keys may join the batch. */
  #startSoon(): void {
    if (this.#startsSoon) return;
    this.#startsSoon = true;
    queueMicrotask(() => {
      this.#startsSoon = false;
      this.#start();
    });
  }

  #start(): void {
    while (!this.#closed && this.#running.size < this.#options.concurrency) {
      const batch = this.#repeats.shift() ?? this.#takeWaiting();
      if (!batch) return;
      const running = this.#run(batch).finally(() => {
        this.#running.delete(running);
        this.#startSoon();
      });
      this.#running.add(running);
    }
  }

  #takeWaiting(): Batch | undefined {
    const keys: string[] = [];
    for (const key of this.#waiting) {
      if (keys.length === this.#options.batch) break;
      this.#waiting.delete(key);
      this.#held.add(key);
      keys.push(key);
    }
    return keys.length > 0 ? { keys, failures: 0 } : undefined;
  }

  async #run(batch: Batch): Promise<void> {
    try {
      await this.#options.run([...batch.keys]);
      this.#release(batch, 'ran');
    } catch (err) {
      this.#failed({ ...batch, failures: batch.failures + 1 }, err);
    }
  }

  #failed(batch: Batch, err: unknown): void {
    const { name } = this.#options;
    failedBatches.inc({ job: name });
    this.#log.error({ err, job: name, keys: batch.keys.slice(0, 10), failures: batch.failures }, 'batch failed');
    if (this.#closed) this.#release(batch, 'closed');
    else if (batch.failures === maxFailures) this.#release(batch, 'given-up');
    else this.#repeatLater(batch);
  }

  #repeatLater(batch: Batch): void {
    const { backOffMs = growingPause } = this.#options;
    const timer = setTimeout(() => {
      this.#backingOff.delete(batch);
      this.#repeats.push(batch);
      this.#startSoon();
    }, backOffMs(batch.failures));
    this.#backingOff.set(batch, timer);
  }

  #release(batch: Batch, how: BatchEnd): void {
    for (const key of batch.keys) {
      this.#held.delete(key);
      if (this.#again.delete(key) && !this.#closed) this.#waiting.add(key);
    }
    this.#options.onEnd?.(batch.keys, how);
  }
}

/** 0.1, 0.2, 0.4 … at most 5 seconds: a database that is back is not kept waiting. */
function growingPause(failures: number): number {
  return Math.min(100 * 2 ** (failures - 1), 5000);
}
