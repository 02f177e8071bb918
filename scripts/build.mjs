import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, sourcesHash, stampBuild } from './prepare.mjs';
import { root, secondsSince } from './tool.mjs';

/** What `dist/` is made of; each part is built beside its place and then moved there. */
const parts = { web: buildWeb, server: buildServer, migrations: copyMigrations, flows: copyFlows };

process.chdir(root);
await ensureInstalled();
const begin = performance.now();
console.log('Building …');
// Of the sources as they are now: what changes during the build is built next time.
const hash = sourcesHash();
mkdirSync('dist', { recursive: true });
const results = await Promise.allSettled(
  Object.entries(parts).map(([name, build]) => replace(join('dist', name), build)),
);
const failures = results.filter(({ status }) => status === 'rejected');
if (failures.length > 0) {
  for (const { reason } of failures) console.error(reason.message);
  process.exit(1);
}
stampBuild(hash);
console.log(`Built (${secondsSince(begin)}).`);

/** A running server, or a second build, never sees half a folder. */
async function replace(place, build) {
  const fresh = `${place}-${process.pid}`;
  try {
    await build(fresh);
    rmSync(place, { recursive: true, force: true });
    renameSync(fresh, place);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function buildWeb(outDir) {
  const { build } = await import('vite');
  await build({ logLevel: 'warn', build: { outDir: join(root, outDir), emptyOutDir: true } });
}

async function buildServer(outDir) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: ['server/main.ts'],
    outfile: join(outDir, 'main.mjs'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: true,
    logLevel: 'warning',
  });
}

function copyMigrations(outDir) {
  cpSync('drizzle/migrations', outDir, { recursive: true });
}

/** Of the demo projects, and those to begin with. */
function copyFlows(outDir) {
  cpSync('flows/examples', outDir, { recursive: true, filter: (path) => !path.endsWith('.ts') });
}
