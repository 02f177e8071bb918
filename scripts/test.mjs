import { ensureInstalled } from './prepare.mjs';
import { programs, runNode } from './tool.mjs';

await ensureInstalled();
const code = await runNode(programs.vitest, ['run', ...process.argv.slice(2)]);
// That there was no Redis the tests' own set-up says.
if (process.env.VORONKA_BROWSER !== '1') {
  console.log('\n  LEFT OUT: the browser tests. VORONKA_BROWSER=1 npm test runs them, and so does npm run check.\n');
}
process.exit(code);
