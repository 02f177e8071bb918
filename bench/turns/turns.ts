import { markdownTable, showSpread, spreadOf, sumOf } from '../figures.ts';
import { type Bench, inRounds, type Report, type SubjectRounds } from '../stand.ts';
import { type LoadFigures, type Measurement, measureLoad } from './measure-load.ts';
import { leadScript } from './script.ts';

/** How many turns a second a subject sustains and what they cost; then, whether it holds when customers or the network misbehave. */
export async function benchTurns(bench: Bench): Promise<Report> {
  const speed = await inRounds(bench, (stand) =>
    measureLoad(stand, {
      script: leadScript,
      pace: { kind: 'at_once', dialogues: bench.dialogues },
      temper: 'patient',
      length: { kind: 'seconds', seconds: bench.seconds },
    }),
  );
  // Faults are counted, not averaged: one round tells.
  const once = { ...bench, rounds: 1 };
  const impatient = await inRounds(once, (stand) => measureLoad(stand, trial(bench, 'impatient')));
  const repeated = await inRounds(once, (stand) => {
    stand.bot.delivery.copies = 1.05;
    stand.bot.delivery.lostAnswers = 0.05;
    return measureLoad(stand, trial(bench, 'patient'));
  });
  return {
    text: [
      `## Turns: ${bench.dialogues} dialogues at once`,
      speedTable(speed),
      '### Impatient: customers act while the call that brought the reply is still open',
      faultTable(impatient),
      '### 5 % of updates delivered twice at once, 5 % of answers to webhooks lost',
      faultTable(repeated),
    ].join('\n\n'),
    figures: { speed, impatient, repeated },
  };
}

/** 1,200 dialogues, each with one press, at the bench's usual length. */
function trial({ dialogues, seconds }: Bench, temper: Measurement['temper']): Measurement {
  return {
    script: leadScript,
    pace: { kind: 'at_once', dialogues },
    temper,
    length: { kind: 'dialogues', dialogues: 120 * seconds },
    lostAfterMs: 3000,
  };
}

/** The first subject is the yardstick: ratios are to it, inside each round. */
function speedTable(results: SubjectRounds<LoadFigures>[]): string {
  const [yardstick] = results;
  const head = [
    'subject',
    'turns/s',
    'ratio',
    'reply p50 ms',
    'p99 ms',
    'bot CPU ms/turn',
    'Postgres CPU ms/turn',
    'load CPU ms/turn',
    'lost, wrong, missing leads',
  ];
  const rows = results.map(({ subject, rounds }) => {
    const spread = (of: (round: LoadFigures, index: number) => number | undefined) => spreadOf(rounds.map(of));
    const ratio = (round: LoadFigures, index: number) =>
      round.turnsPerSecond / (yardstick?.rounds[index]?.turnsPerSecond ?? Number.NaN);
    return [
      subject,
      showSpread(spread((round) => round.turnsPerSecond)),
      showSpread(spread(ratio), 2),
      showSpread(spread((round) => round.p50)),
      showSpread(spread((round) => round.p99)),
      showSpread(
        spread((round) => round.botCpuPerTurn),
        3,
      ),
      showSpread(
        spread((round) => round.postgresCpuPerTurn),
        3,
      ),
      showSpread(
        spread((round) => round.loadCpuPerTurn),
        3,
      ),
      faults(rounds).join(', '),
    ];
  });
  return markdownTable(head, rows);
}

function faultTable(results: SubjectRounds<LoadFigures>[]): string {
  const head = ['subject', 'turns answered', 'presses', 'lost', 'duplicate or wrong', 'missing leads'];
  const rows = results.map(({ subject, rounds }) => [
    subject,
    `${sumOf(rounds, (round) => round.turns)}`,
    `${sumOf(rounds, (round) => round.presses)}`,
    ...faults(rounds),
  ]);
  return markdownTable(head, rows);
}

function faults(rounds: LoadFigures[]): string[] {
  return [
    sumOf(rounds, (round) => round.lost),
    sumOf(rounds, (round) => round.wrong),
    sumOf(rounds, (round) => round.missingLeads),
  ].map(String);
}
