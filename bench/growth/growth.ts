import { markdownTable, showSpread, spreadOf } from '../figures.ts';
import { type Bench, inRounds, type Report, type SubjectRounds } from '../stand.ts';
import { type LoadFigures, measureLoad } from '../turns/measure-load.ts';
import { leadScript } from '../turns/script.ts';

/** Whether a turn costs the same with a thousand deals in the database and with a million. */
export async function benchGrowth(bench: Bench): Promise<Report> {
  const sizes: { deals: number; results: SubjectRounds<LoadFigures>[] }[] = [];
  for (const deals of bench.deals) {
    const results = await inRounds(bench, async (stand) => {
      await stand.subject.seed(stand.database.sql, deals);
      return measureLoad(stand, {
        script: leadScript,
        pace: { kind: 'at_once', dialogues: bench.dialogues },
        temper: 'patient',
        length: { kind: 'seconds', seconds: bench.seconds },
      });
    });
    sizes.push({ deals, results });
  }
  const head = ['subject', 'deals', 'turns/s', 'bot CPU ms/turn', 'Postgres CPU ms/turn'];
  const rows = bench.subjects.flatMap((subject, index) =>
    sizes.map(({ deals, results }) => {
      const rounds = results[index]?.rounds ?? [];
      return [
        subject.name,
        deals.toLocaleString('en'),
        showSpread(spreadOf(rounds.map((round) => round.turnsPerSecond))),
        showSpread(spreadOf(rounds.map((round) => round.botCpuPerTurn)), 3),
        showSpread(spreadOf(rounds.map((round) => round.postgresCpuPerTurn)), 3),
      ];
    }),
  );
  return { text: `## Growth with the number of deals\n\n${markdownTable(head, rows)}`, figures: sizes };
}
