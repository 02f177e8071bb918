import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchBoard } from './board/board.ts';
import { benchChaos } from './chaos/chaos.ts';
import { benchGrowth } from './growth/growth.ts';
import { benchLatency } from './latency/latency.ts';
import { openPostgresServer } from './postgres-server.ts';
import type { Bench } from './stand.ts';
import { handWritten } from './subjects/hand-written-subject.ts';
import { voronka } from './subjects/voronka-subject.ts';
import { benchTurns } from './turns/turns.ts';

const subBenches = {
  turns: benchTurns,
  latency: benchLatency,
  growth: benchGrowth,
  board: benchBoard,
  chaos: benchChaos,
};
/** The yardstick comes first: ratios are to it. */
const subjects = [handWritten, voronka];
const resultsDir = 'bench/results';
/** Under `dist/`, so that a bundle finds `node_modules` as the source does. */
const scratchDir = 'dist/bench';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '10' },
    dialogues: { type: 'string', default: '64' },
    deals: { type: 'string', default: '1000,100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    subjects: { type: 'string', default: subjects.map(({ name }) => name).join(',') },
  },
});
const unknown = positionals.filter((name) => !(name in subBenches));
if (unknown.length > 0) {
  throw new Error(`No bench ${unknown.join(', ')}; there are ${Object.keys(subBenches).join(', ')}`);
}

// An exit, where a signal alone would leave the subjects running.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
mkdirSync(resultsDir, { recursive: true });
mkdirSync(scratchDir, { recursive: true });
const server = await openPostgresServer(scratchDir);
const bench: Bench = {
  server,
  subjects: subjects.filter(({ name }) => values.subjects.split(',').includes(name)),
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  dialogues: Number(values.dialogues),
  deals: values.deals.split(',').map(Number),
  seed: Number(values.seed),
  scratchDir,
};
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}, PostgreSQL ${server.version}`;
console.log(`${machine}; medians of ${bench.rounds} rounds (min–max)`);

const results: Record<string, unknown> = { machine, options: values };
try {
  for (const [name, run] of Object.entries(subBenches)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const { text, figures } = await run(bench);
    console.log(`\n${text}`);
    results[name] = figures;
  }
} finally {
  await server.stop();
}
const file = join(resultsDir, `${new Date().toISOString().replaceAll(':', '-')}.json`);
writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
console.log(`\nWritten to ${file}`);
