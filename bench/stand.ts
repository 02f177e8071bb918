import { join } from 'node:path';
import { type FakeBot, startFakeTelegram } from '../test/fakes/telegram/fake-telegram.ts';
import { cpuOfProcess } from './cpu-time.ts';
import type { BenchDatabase, PostgresServer } from './postgres-server.ts';
import type { RunningSubject, Subject } from './subjects/subject.ts';

/** Where things are and how long to go on: the same for every sub-bench of a run. */
export interface Bench {
  server: PostgresServer;
  subjects: Subject[];
  rounds: number;
  seconds: number;
  dialogues: number;
  /** Sizes of the database for the benches that look at growth. */
  deals: number[];
  /** Of what is drawn by lot. */
  seed: number;
  /** For logs, bundles and the private database: nothing in it is worth keeping. */
  scratchDir: string;
}

export interface Report {
  /** Markdown. */
  text: string;
  /** The same and more, for machines. */
  figures: unknown;
}

export interface SubjectRounds<Result> {
  subject: string;
  rounds: Result[];
}

/** One subject at work: its process, its database, and the Telegram that it talks to. */
export interface Stand {
  subject: Subject;
  process: RunningSubject;
  database: BenchDatabase;
  bot: FakeBot;
  cpu(): { bot: number | undefined; postgres: number | undefined };
}

const token = '77000001:bench-token';

/** Gives a subject an empty database and a Telegram, lets `work` measure it, and clears everything away. */
export async function withStand<Result>(
  { server, scratchDir }: Bench,
  subject: Subject,
  work: (stand: Stand) => Promise<Result>,
): Promise<Result> {
  const database = await server.createDatabase(`bench_${subject.name.replaceAll('-', '_')}`);
  const telegram = await startFakeTelegram({ recordCalls: false, retrySecondMs: 1000 });
  const bot = telegram.addBot(token);
  try {
    const logFile = join(scratchDir, `${subject.name}.log`);
    const place = { bot, telegramRoot: telegram.root, databaseUrl: database.url, logFile, scratchDir };
    const running = await subject.start(place);
    try {
      const cpu = () => ({ bot: cpuOfProcess(running.pid), postgres: server.cpu() });
      return await work({ subject, process: running, database, bot, cpu });
    } finally {
      await running.stop();
    }
  } finally {
    await telegram.close();
    await database.drop();
  }
}

/** Lets the subjects take turns within each round, the first one last in every second round. */
export async function inRounds<Result>(
  bench: Bench,
  measure: (stand: Stand) => Promise<Result>,
): Promise<SubjectRounds<Result>[]> {
  const results: SubjectRounds<Result>[] = bench.subjects.map(({ name }) => ({ subject: name, rounds: [] }));
  for (let round = 0; round < bench.rounds; round++) {
    const order = [...bench.subjects.keys()];
    if (round % 2 === 1) order.reverse();
    for (const index of order) {
      const subject = bench.subjects[index];
      if (!subject) continue;
      results[index]?.rounds.push(await withStand(bench, subject, measure));
    }
  }
  return results;
}
