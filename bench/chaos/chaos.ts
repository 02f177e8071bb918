import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markdownTable } from '../figures.ts';
import type { Bench, Report } from '../stand.ts';
import { bundleProduct } from './bundle-product.ts';
import { type Findings, faultsIn } from './check-findings.ts';
import { type ChaosResult, runChaos } from './run-chaos.ts';
import { aloneScene, remoteScene, togetherScene } from './scene.ts';

const built = 'dist/server/main.mjs';
const customers = 12;

/** What gets lost or happens twice when processes, Redis and PostgreSQL are killed all the time. */
export async function benchChaos({ seconds, seed, scratchDir }: Bench): Promise<Report> {
  const program = existsSync(built) ? built : await bundleProduct(join(scratchDir, 'product'));
  const folder = mkdtempSync(join(tmpdir(), 'voronka-chaos-'));
  const results: ChaosResult[] = [];
  for (const [name, open] of Object.entries({ alone: aloneScene, remote: remoteScene, together: togetherScene })) {
    results.push(await runChaos({ open, program, folder: join(folder, name), seconds, customers, seed }));
  }
  const isGood = results.every(isWithoutFault);
  if (isGood) rmSync(folder, { recursive: true, force: true });
  return {
    text: [
      `### Chaos: ${customers} customers write for ${seconds} seconds while everything is killed (seed ${seed})`,
      table(results),
      isGood ? 'Nothing was lost, and nothing happened twice without being flagged.' : `**Faults.** Logs: ${folder}`,
    ].join('\n\n'),
    figures: { seed, results },
  };
}

export function isWithoutFault({ findings, crashes, atRest, stoppedInOrder }: ChaosResult): boolean {
  return faultsIn(findings).length === 0 && crashes === 0 && atRest && stoppedInOrder;
}

const lines: Record<keyof Findings, string> = {
  updates: 'updates',
  messages: 'messages of customers',
  lostUpdates: 'lost: updates without an inbox row',
  unanswered: 'lost: messages without their answer',
  lostDeals: 'lost: deals',
  lostTasks: 'lost: tasks',
  lostNotifications: 'lost: notifications',
  lostMoves: 'lost: moves of a deal',
  processedTwice: 'twice: messages processed',
  doubledDeals: 'twice: deals',
  doubledTasks: 'twice: tasks',
  doubledNotifications: 'twice: notifications',
  doubledMoves: 'twice: moves of a deal',
  doubledCalls: 'twice: calls that may not be repeated',
  heardOutOfOrder: 'order: messages heard too early',
  saidOutOfOrder: 'order: replies said too early',
  saidTwiceFlagged: 'replies seen twice, killed between sending and noting it (flagged)',
  saidTwiceUnexplained: 'replies seen twice without explanation',
  flaggedInVain: 'replies flagged and seen once',
  parked: 'events parked after five tries',
  quarantined: 'updates in quarantine',
  held: 'replies held for a human (fate unknown three times)',
};

function table(results: ChaosResult[]): string {
  const rows = (Object.keys(lines) as (keyof Findings)[]).map((name) => [
    lines[name],
    ...results.map(({ findings }) => String(findings[name])),
  ]);
  const about = (what: string, of: (result: ChaosResult) => string) => [what, ...results.map(of)];
  return markdownTable(
    ['', ...results.map(({ scene }) => scene)],
    [
      about('killed', ({ ended }) =>
        Object.entries(ended)
          .map(([victim, times]) => `${victim} ${times}×`)
          .join(', '),
      ),
      ...rows,
      about('processes that ended by themselves while they ran', ({ crashes }) => String(crashes)),
      about('starts that failed without a database', ({ failedStarts }) => String(failedStarts)),
      about('stopped in good order at the end', ({ stoppedInOrder }) => (stoppedInOrder ? 'yes' : 'no')),
      about('until all was at rest, s', ({ restMs, atRest }) => (atRest ? (restMs / 1000).toFixed(1) : 'never')),
    ],
  );
}
