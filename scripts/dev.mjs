import { ensureInstalled } from './prepare.mjs';
import { programs, startNode } from './tool.mjs';

await ensureInstalled();
console.log('Server with restarts on http://localhost:3000, pages with live changes on http://localhost:5173\n');
const server = startNode(programs.tsx, ['watch', '--clear-screen=false', 'server/main.ts'], {
  stdio: ['inherit', 'pipe', 'inherit'],
});
const pretty = startNode(programs.pretty, [], { stdio: [server.stdout, 'inherit', 'inherit'] });
const pages = startNode(programs.vite);

// Ctrl+C reaches all of them; when one ends by itself, the others have no purpose.
const all = [server, pages, pretty];
for (const child of [server, pages]) {
  child.once('exit', (code) => {
    for (const other of all) other.kill();
    process.exitCode = code ?? 0;
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.kill(signal);
    pages.kill(signal);
  });
}
