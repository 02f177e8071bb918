import type { Log } from '../../kernel/log.ts';
import { BatchRunner } from '../batch-runner.ts';
import type { JobName, Jobs } from '../jobs.ts';

/** In a process that never gets a worker, early wake-ups must not pile up; the sweeper finds the rest. */
const mostEarly = 10_000;

/** Wake-ups within this process: no thread, no timer, no copy between `wake` and `run`. */
export function inProcessJobs(options: { log?: Log; backOffMs?: (failures: number) => number } = {}): Jobs {
  const runners = new Map<JobName, BatchRunner>();
  /** What was woken before its worker came. */
  const early = new Map<JobName, Set<string>>();
  let closed = false;
  return {
    wake(name, keys) {
      const runner = runners.get(name);
      if (runner) return runner.add(keys);
      if (closed) return;
      const waiting = early.get(name) ?? new Set();
      for (const key of keys) if (waiting.size < mostEarly) waiting.add(key);
      early.set(name, waiting);
    },
    work(name, { batch, concurrency }, run) {
      if (closed) return;
      if (runners.has(name)) throw new Error(`There is a worker of ${name} already`);
      const runner = new BatchRunner({ ...options, name, batch, concurrency, run });
      runners.set(name, runner);
      runner.add(early.get(name) ?? []);
      early.delete(name);
    },
    async close() {
      closed = true;
      early.clear();
      await Promise.all([...runners.values()].map((runner) => runner.close()));
    },
  };
}
