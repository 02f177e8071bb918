import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './prepare.mjs';
import { findChromium, programs, root, runNode, secondsSince } from './tool.mjs';

/** Everything that has to hold before a change is done, the quick first. `npm test` is apart. */
const steps = {
  'format and lint': () => runNode(programs.biome, ['ci', '.']),
  types: () => runNode(programs.tsc, ['--noEmit']),
  'import rules': cruise,
  'dead code': () => runNode(programs.knip),
  build: () => runNode('scripts/build.mjs'),
  'browser tests': testInBrowser,
};

await ensureInstalled();
const keepGoing = process.argv.includes('--keep-going');
const failed = [];
for (const [name, run] of Object.entries(steps)) {
  const begin = performance.now();
  console.log(`\n▶ ${name}`);
  const code = await run();
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${secondsSince(begin)})`);
  if (code !== 0) failed.push(name);
  if (code !== 0 && !keepGoing) break;
}
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);

/** Having looked at nothing is no success: with a compiler that it does not know the cruiser finds no module and is content. */
function cruise() {
  const folders = ['server', 'web', 'api', 'webhooks', 'bot', 'flows', 'crm-core', 'queue', 'drizzle', 'kernel'];
  const args = [programs.depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...folders];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  console.log(stdout.trim());
  const modules = Number(/(\d+) modules/.exec(stdout)?.[1] ?? 0);
  if (modules === 0) console.error('No module was cruised: the import rules were not checked.');
  return modules === 0 ? 1 : status;
}

function testInBrowser() {
  if (findChromium()) {
    return runNode(programs.vitest, ['run', 'test/browser'], { env: { VORONKA_BROWSER: '1' } });
  }
  console.log('  LEFT OUT: there is no Chromium (CHROMIUM_PATH names one).');
  return process.env.CI === 'true' ? 1 : 0;
}
