export type JobName = 'lane' | 'effect' | 'outbox' | 'import';

/**
 * Wake-ups. What is to be done lies in Postgres; a wake-up is only a key that says where to look. Losing one costs the
 * seconds until a sweeper looks there by itself; one too many finds nothing to do.
 */
export interface Jobs {
  /**
   * Asks that `name` runs for these keys soon. Calls for a key that waits collapse into one; a call while its key runs
   * makes it run once more afterwards. Returns at once and never throws: what a broken backend loses is logged and counted.
   */
  wake(name: JobName, keys: readonly string[]): void;

  /**
   * Registers the worker of `name`; once per process. `run` is handed up to `batch` distinct keys at a time: all that
   * wait, never waiting to fill. Up to `concurrency` batches run at once, and no key is in two of them. A batch whose run
   * throws is repeated as it is, with back-off, and in the end left to the sweeper; other keys do not wait for it.
   */
  work(name: JobName, options: WorkOptions, run: (keys: string[]) => Promise<void>): void;

  /** Takes no new work, and resolves when the running batches have ended. */
  close(): Promise<void>;
}

export interface WorkOptions {
  batch: number;
  concurrency: number;
}
