import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { runNode } from './tool.mjs';

await ensureInstalled();
await ensureBuilt();
// The load shares the machine with what it measures: it had better not spend its time copying young objects.
process.exit(await runNode('--max-semi-space-size=64', ['--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2)]));
