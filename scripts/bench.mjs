import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { programs, runNode } from './tool.mjs';

await ensureInstalled();
await ensureBuilt();
process.exit(await runNode(programs.tsx, ['bench/main.ts', ...process.argv.slice(2)]));
