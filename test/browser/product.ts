import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The built product in a process of its own, as `npm start` runs it. */
export interface Product {
  origin: string;
  /** The one-time link that it printed. */
  signInLink: string;
  /** What it logged, for a test that failed. */
  log(): string;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds `dist/` if the sources are newer and starts it on a free port. Without DATABASE_URL it brings its own PostgreSQL. */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  buildIfNeeded();
  const dataDir = mkdtempSync(join(tmpdir(), 'voronka-browser-'));
  const { PATH = '', CI = '' } = process.env;
  const child = spawn(process.execPath, ['dist/server/main.mjs'], {
    cwd: root,
    env: { PATH, CI, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const signInLink = await printedLink(child, lines);
  return {
    origin: new URL(signInLink).origin,
    signInLink,
    log: () => lines.join('\n'),
    async stop() {
      await end(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function buildIfNeeded(): void {
  const script = "import('./scripts/prepare.mjs').then((prepare) => prepare.ensureBuilt())";
  const { status } = spawnSync(process.execPath, ['-e', script], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The product could not be built');
}

async function printedLink(child: ChildProcess, lines: string[]): Promise<string> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('The product has no output');
  createInterface({ input: stderr }).on('line', (line) => lines.push(line));
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      lines.push(line);
      const [link] = /http\S+\/sign-in\?token=\S+/.exec(line) ?? [];
      if (link) resolve(link);
    });
    child.once('exit', () => reject(new Error(`The product ended before it was ready:\n${lines.join('\n')}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
