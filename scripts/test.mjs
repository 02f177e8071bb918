import { ensureInstalled } from './prepare.mjs';
import { programs, runNode } from './tool.mjs';

await ensureInstalled();
const code = await runNode(programs.vitest, ['run', ...process.argv.slice(2)]);
// The set-up of the tests itself says when it found no Redis.
if (process.env.VORONKA_BROWSER !== '1') {
  console.log('\n  LEFT OUT: the browser tests. VORONKA_BROWSER=1 npm test runs them, and so does npm run check.\n');
}
process.exit(code);
