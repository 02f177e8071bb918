import { setTimeout as sleep } from 'node:timers/promises';
import { markdownTable, percentiles, showSpread, spreadOf } from '../figures.ts';
import { type Bench, inRounds, type Stand } from '../stand.ts';
import { checkLeads } from './check-leads.ts';
import { type Sample, startLoad } from './load.ts';
import { leadScript } from './script.ts';

export interface TurnsFigures {
  turnsPerSecond: number;
  p50: number;
  p99: number;
  botCpuPerTurn: number | undefined;
  postgresCpuPerTurn: number | undefined;
  lost: number;
  wrong: number;
  /** Dialogues that were answered to the end but left no complete lead in the database. */
  missingLeads: number;
}

/** How many turns a second a subject sustains, and what they cost. */
export async function benchTurns(bench: Bench): Promise<{ report: string; results: unknown }> {
  const results = await inRounds(bench, (stand) => measureTurns(stand, bench));
  const [yardstick] = results;
  const rows = results.map(({ subject, rounds }) => [
    subject,
    showSpread(spreadOf(rounds.map((round) => round.turnsPerSecond))),
    showSpread(
      spreadOf(rounds.map((round, i) => round.turnsPerSecond / (yardstick?.rounds[i]?.turnsPerSecond ?? Number.NaN))),
      2,
    ),
    showSpread(spreadOf(rounds.map((round) => round.p50)), 1),
    showSpread(spreadOf(rounds.map((round) => round.p99)), 1),
    showSpread(spreadOf(rounds.map((round) => round.botCpuPerTurn)), 3),
    showSpread(spreadOf(rounds.map((round) => round.postgresCpuPerTurn)), 3),
    rounds.map((round) => `${round.lost}/${round.wrong}/${round.missingLeads}`).join(' '),
  ]);
  const head = [
    'subject',
    'turns/s',
    'ratio',
    'reply p50 ms',
    'p99 ms',
    'bot CPU ms/turn',
    'Postgres CPU ms/turn',
    'lost/wrong/missing',
  ];
  return { report: `## Turns: ${bench.dialogues} dialogues at once\n\n${markdownTable(head, rows)}`, results };
}

/** Warms the subject up for a third of the time, then measures. */
export async function measureTurns(stand: Stand, { dialogues, seconds }: Bench): Promise<TurnsFigures> {
  const load = startLoad({
    bot: stand.bot,
    script: leadScript,
    pace: { kind: 'at_once', dialogues },
    temper: 'patient',
  });
  await sleep((seconds * 1000) / 3);
  const warmUp = load.take();
  const before = stand.cpu();
  const beganAt = performance.now();
  await sleep(seconds * 1000);
  const measured = load.take();
  const elapsedSeconds = (performance.now() - beganAt) / 1000;
  const after = stand.cpu();
  await load.finish();
  const missingLeads = await checkLeads(stand, leadScript, load.completed);
  const faults = [warmUp, measured, load.take()];
  return {
    turnsPerSecond: measured.turns / elapsedSeconds,
    ...percentiles(measured.latencies),
    botCpuPerTurn: perTurn(before.bot, after.bot, measured),
    postgresCpuPerTurn: perTurn(before.postgres, after.postgres, measured),
    lost: faults.reduce((sum, { lost }) => sum + lost, 0),
    wrong: faults.reduce((sum, { wrong }) => sum + wrong, 0),
    missingLeads,
  };
}

function perTurn(before: number | undefined, after: number | undefined, { turns }: Sample): number | undefined {
  return before === undefined || after === undefined ? undefined : (after - before) / turns;
}
