import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** One process of the product, which may be killed and started again as often as one likes. */
export interface ProductProcess {
  name: string;
  pid(): number | undefined;
  start(): void;
  /** SIGKILL: it does not learn of its end. */
  kill(): Promise<void>;
  /** SIGTERM, and SIGKILL when it does not obey in time. False then, or when it had ended by itself. */
  stop(): Promise<boolean>;
  /** Resolves when it answers that it is ready. */
  ready(): Promise<void>;
  /** How often it ended although nobody had ended it, while it was starting (without a database it may) and while it ran. */
  ends(): { starting: number; running: number };
}

const readyWithinMs = 60_000;
const stopWithinMs = 30_000;

export function productProcess(options: {
  name: string;
  program: string;
  port: number;
  env: Record<string, string>;
  logFile: string;
}): ProductProcess {
  const { name, program, port, env, logFile } = options;
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  const ends = { starting: 0, running: 0 };
  const expected = new WeakSet<ChildProcess>();
  const killAtExit = () => child?.kill('SIGKILL');
  process.once('exit', killAtExit);

  /** As whoever looks after processes does: what ended by itself is started again. */
  const start = () => {
    const begin = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
    const log = openSync(logFile, 'a');
    const started = spawn(process.execPath, [program], {
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', PORT: String(port), ...env },
    });
    closeSync(log);
    started.once('exit', (code) => {
      if (expected.has(started)) return;
      const ran = readFileSync(logFile).subarray(begin).includes('voronka is ready');
      // In good order means that somebody outside has asked for it.
      if (code !== 0) ends[ran ? 'running' : 'starting'] += 1;
      timer = setTimeout(start, 300);
    });
    child = started;
  };

  const end = async (signal: NodeJS.Signals) => {
    clearTimeout(timer);
    const ending = child;
    if (!ending || hasEnded(ending)) return;
    expected.add(ending);
    ending.kill(signal);
    await once(ending, 'exit');
  };

  return {
    name,
    pid: () => (child && !hasEnded(child) ? child.pid : undefined),
    start,
    kill: () => end('SIGKILL'),
    async stop() {
      process.off('exit', killAtExit);
      if (!child || hasEnded(child)) {
        clearTimeout(timer);
        return false;
      }
      const patience = setTimeout(() => child?.kill('SIGKILL'), stopWithinMs);
      await end('SIGTERM');
      clearTimeout(patience);
      return child.exitCode === 0;
    },
    async ready() {
      const deadline = performance.now() + readyWithinMs;
      while (!(await answers(`http://127.0.0.1:${port}/readyz`))) {
        if (performance.now() > deadline) throw new Error(`${name} is not ready; see ${logFile}`);
        await pause(50);
      }
    },
    ends: () => ends,
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
