import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { root } from './tool.mjs';

process.chdir(root);
await ensureInstalled();
await ensureBuilt();
if (process.env.npm_lifecycle_event) endWithParent();
// In this very process: signals, exit code and memory need no middleman.
process.setSourceMapsEnabled(true);
await import('../dist/server/main.mjs');

/** `npm start` puts a shell between npm and us, and a shell that is terminated does not pass the signal on. */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
