import { markdownTable, showSpread, spreadOf, sumOf } from '../figures.ts';
import { type Bench, inRounds, type Report, type SubjectRounds } from '../stand.ts';
import type { LoadOptions } from '../turns/load.ts';
import { type LoadFigures, measureLoad } from '../turns/measure-load.ts';
import { leadScript } from '../turns/script.ts';

/** Fifty dialogues of four turns begin each second: far below what any subject can do. */
const gentle: LoadOptions['pace'] = { kind: 'per_second', dialogues: 50 };
const lone: LoadOptions['pace'] = { kind: 'at_once', dialogues: 1 };

/** How long a customer waits for his reply when the machine has nothing better to do. */
export async function benchLatency(bench: Bench): Promise<Report> {
  const withPace = (pace: LoadOptions['pace']) =>
    inRounds(bench, (stand) =>
      measureLoad(stand, {
        script: leadScript,
        pace,
        temper: 'patient',
        length: { kind: 'seconds', seconds: bench.seconds },
      }),
    );
  const one = await withPace(lone);
  const many = await withPace(gentle);
  return {
    text: [
      '## Latency: one customer at a time',
      latencyTable(one),
      '## Latency: 200 turns a second',
      latencyTable(many),
    ].join('\n\n'),
    figures: { lone: one, gentle: many },
  };
}

function latencyTable(results: SubjectRounds<LoadFigures>[]): string {
  const head = ['subject', 'reply p50 ms', 'p99 ms', 'turns/s', 'lost or wrong'];
  const rows = results.map(({ subject, rounds }) => [
    subject,
    showSpread(spreadOf(rounds.map((round) => round.p50)), 1),
    showSpread(spreadOf(rounds.map((round) => round.p99)), 1),
    showSpread(spreadOf(rounds.map((round) => round.turnsPerSecond))),
    `${sumOf(rounds, (round) => round.lost + round.wrong)}`,
  ]);
  return markdownTable(head, rows);
}
