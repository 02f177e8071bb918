import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { root } from './tool.mjs';

process.chdir(root);
await ensureInstalled();
await ensureBuilt();
// In this very process: signals, exit code and memory need no middleman.
process.setSourceMapsEnabled(true);
await import('../dist/server/main.mjs');
