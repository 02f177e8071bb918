import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './tool.mjs';

/**
 * postgres.js 3.4.9 hands small writes to a `setImmediate`. When the connection ends before that runs, the timer is cleared but
 * still counts as set: nothing small is ever written again, not even the next greeting, and every query on that connection waits
 * for the connect timeout. See docs/adr/0011; to be dropped with the first version that resets it.
 */
const faulty = `    incomings = null
    clearImmediate(nextWriteTimer)
`;
const mended = `${faulty}    chunk = nextWriteTimer = null
`;

export function mendDriver() {
  for (const source of ['src', 'cjs/src']) {
    const file = join(root, 'node_modules/postgres', source, 'connection.js');
    const text = readFileSync(file, 'utf8');
    if (text.includes(mended)) continue;
    if (!text.includes(faulty)) throw new Error(`${file} is not the one that scripts/mend-driver.mjs knows: see there`);
    // Beside it and then in its place: whoever reads it meanwhile never sees half of it.
    writeFileSync(`${file}.${process.pid}`, text.replace(faulty, mended));
    renameSync(`${file}.${process.pid}`, file);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) mendDriver();
