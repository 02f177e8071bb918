import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleProduct } from '../../bench/chaos/bundle-product.ts';
import { type ChaosOptions, type ChaosResult, runChaos } from '../../bench/chaos/run-chaos.ts';
import { aloneScene, remoteScene, togetherScene } from '../../bench/chaos/scene.ts';
import { hasRedisServer } from '../services.ts';

/** Below the checkout, where the bundle finds its packages. */
const bundle = join('dist', `crashes-${process.pid}`);
const program = await bundleProduct(bundle);
const folder = mkdtempSync(join(tmpdir(), 'voronka-crashes-'));
afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** Other kills each time; the failure's message names the seed. */
const seed = Date.now() % 1_000_000;

describe('nothing is lost, and nothing happens twice without being flagged', () => {
  test('while the only process is killed again and again', { timeout: 240_000 }, async () => {
    expectNoFault(await chaos(aloneScene));
  });

  test('while it and its PostgreSQL are killed and the wire between them is cut', { timeout: 240_000 }, async () => {
    expectNoFault(await chaos(remoteScene));
  });

  test.skipIf(!hasRedisServer())(
    'while processes, Redis and PostgreSQL are killed again and again',
    { timeout: 240_000 },
    async () => {
      expectNoFault(await chaos(togetherScene));
    },
  );
});

function chaos(open: ChaosOptions['open']): Promise<ChaosResult> {
  return runChaos({ open, program, folder: join(folder, open.name), seconds: 6, customers: 6, seed });
}

function expectNoFault({ findings, ended, crashes, atRest, stoppedInOrder }: ChaosResult): void {
  const { updates, messages, saidTwiceFlagged, flaggedInVain, ...faults } = findings;
  expect(messages, 'customers have written').toBeGreaterThan(0);
  expect(Math.max(...Object.values(ended)), 'something was killed').toBeGreaterThan(0);
  expect({ seed, atRest, stoppedInOrder, crashes, ...faults }).toEqual({
    seed,
    atRest: true,
    stoppedInOrder: true,
    crashes: 0,
    ...Object.fromEntries(Object.keys(faults).map((name) => [name, 0])),
  });
}
