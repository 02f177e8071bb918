import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The text of an example flow: beside this file in the source tree, beside the bundle in `dist/`. */
export function readExample(name: string): string {
  const source = fileURLToPath(new URL(`./${name}`, import.meta.url));
  const built = fileURLToPath(new URL(`../flows/${name}`, import.meta.url));
  return readFileSync(existsSync(source) ? source : built, 'utf8');
}
