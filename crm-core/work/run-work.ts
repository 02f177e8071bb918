import type { Database } from '../../drizzle/client.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { ConfigCache } from '../config/load-config.ts';
import type { Actor } from './actor.ts';
import { ConflictError, commitWorks } from './commit-work.ts';
import { Work } from './work.ts';

/** What every command runner needs; made once by the composition root. */
export interface Core {
  db: Database;
  clock: Clock;
  configs: ConfigCache;
  /** Adds what follows from a work to the same transaction: events that flows listen to become events of their lanes. */
  beforeCommit(work: Work): Promise<void>;
  /** Called after a commit with what was committed: wakes lanes and senders, tells open boards. Must not throw. */
  committed(works: readonly Work[]): void;
}

/** What commands would do: they run, and nothing of it is written. */
export async function dryRun<Result>(
  core: Core,
  who: { projectId: ProjectId; actor: Actor },
  run: (work: Work) => Promise<Result>,
): Promise<Result> {
  const config = await core.configs.current(who.projectId);
  return run(new Work({ db: core.db, config, actor: who.actor, now: core.clock.now() }));
}

const attempts = 5;

/**
 * Runs commands as one transaction: opens a `Work`, lets `run` decide, commits. When another writer was faster the whole
 * is run again on fresh rows (it has had no effect yet). Throws `conflict` after five defeats.
 */
export async function runWork<Result>(
  core: Core,
  who: { projectId: ProjectId; actor: Actor },
  run: (work: Work) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const config = await core.configs.current(who.projectId);
    const work = new Work({ db: core.db, config, actor: who.actor, now: core.clock.now() });
    const result = await run(work);
    await core.beforeCommit(work);
    try {
      await commitWorks(core.db, [work]);
      core.committed([work]);
      return result;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      if (attempt === attempts) {
        throw new AppError('conflict', {
          message: 'the same rows kept changing',
          userMessage: 'Somebody else is changing this right now. Try again.',
          cause: error,
        });
      }
    }
  }
}
