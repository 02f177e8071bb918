import { forgetMass } from '../crm-core/deals/mass/forget-mass.ts';
import { forgetUnfinishedFiles } from '../crm-core/files/file-bytes.ts';
import { findActiveImports, forgetImports } from '../crm-core/imports/forget-imports.ts';
import { tellDueTasks } from '../crm-core/tasks/tell-due-tasks.ts';
import type { Core } from '../crm-core/work/run-work.ts';
import { refreshStatistics } from '../drizzle/refresh-statistics.ts';
import { findPending, forgetDone } from '../flows/runtime/sweep.ts';
import { fireTimers } from '../flows/runtime/timers.ts';
import { log } from '../kernel/log.ts';
import type { Jobs } from '../queue/jobs.ts';

/** What a worker does by the clock: timers twice a second, lost wake-ups and young tables every two seconds, due tasks every five, forgetting every ten minutes. */
export function startChores(core: Core, jobs: Jobs): () => Promise<void> {
  const stops = [
    every(500, 'timers', async () => jobs.wake('lane', await fireTimers(core.db, core.clock.now()))),
    every(2_000, 'sweep', async () => {
      const { lanes, effects } = await findPending(core.db);
      if (lanes.length > 0) jobs.wake('lane', lanes);
      if (effects.length > 0) jobs.wake('effect', effects);
      const imports = await findActiveImports(core.db);
      if (imports.length > 0) jobs.wake('import', imports);
    }),
    every(2_000, 'statistics', () => refreshStatistics(core.db)),
    every(5_000, 'tasks', () => tellDueTasks(core)),
    every(600_000, 'forget', async () => {
      await forgetDone(core.db);
      await forgetMass(core.db, core.clock.now());
      await forgetUnfinishedFiles(core.db, core.clock.now());
      await forgetImports(core.db, core.clock.now());
    }),
  ];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

/** Runs again and again, never twice at once; the first time at once. A failure is logged and the next round comes all the same. */
function every(ms: number, name: string, chore: () => Promise<void>): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = round();
  async function round(): Promise<void> {
    try {
      await chore();
    } catch (err) {
      log.error({ err, chore: name }, 'a chore failed');
    }
    if (!stopped) {
      timer = setTimeout(() => {
        running = round();
      }, ms);
    }
  }
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
