import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningSubject, SubjectPlace } from './subject.ts';

const startTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;

/** Starts a Node program and waits until it has told the fake Telegram where to post updates. */
export async function startBotProcess(
  command: readonly string[],
  place: SubjectPlace,
  environment: (origin: string, port: number) => Record<string, string>,
): Promise<RunningSubject> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const log = openSync(place.logFile, 'w');
  // For a look inside: BENCH_NODE_ARGS="--cpu-prof".
  const args = [...(process.env.BENCH_NODE_ARGS?.split(' ') ?? []), ...command];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...environment(origin, port) },
  });
  closeSync(log);
  // Also when the bench itself is interrupted: a bot left behind would spoil every later measurement.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    await stopProcess(child);
    process.off('exit', kill);
  };
  try {
    await webhookSet(child, place);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return { pid: child.pid ?? 0, origin, stop };
}

async function webhookSet(child: ChildProcess, place: SubjectPlace): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (!place.bot.webhook()) {
    if (child.exitCode !== null || Date.now() > deadline) {
      const output = readFileSync(place.logFile, 'utf8').slice(-2000);
      throw new Error(`The subject set no webhook (exit code ${child.exitCode}). Its last words:\n${output}`);
    }
    await sleep(50);
  }
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await ended;
  clearTimeout(kill);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
