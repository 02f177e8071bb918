import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The server as `npm run build` makes it, in a folder of one's own below the checkout. Returns the program. */
export async function bundleProduct(folder: string): Promise<string> {
  const program = join(folder, 'server', 'main.mjs');
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: ['server/main.ts'],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'error',
  });
  cpSync('drizzle/migrations', join(folder, 'migrations'), { recursive: true });
  return program;
}
