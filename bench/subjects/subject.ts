import type { Sql } from 'postgres';
import type { FakeBot } from '../../test/fakes/telegram/fake-telegram.ts';
import type { Lead } from '../turns/script.ts';

/** A bot under measurement. It runs as a process of its own, on an empty database of its own. */
export interface Subject {
  name: string;
  /** Resolves when its webhook is set. */
  start(place: SubjectPlace): Promise<RunningSubject>;
  /** Leads that its database holds, of contacts with both a name and a phone. */
  leads(sql: Sql): Promise<Lead[]>;
  /** Fills its tables with so many deals of contacts that never write. */
  seed(sql: Sql, deals: number): Promise<void>;
}

export interface SubjectPlace {
  bot: FakeBot;
  telegramRoot: string;
  databaseUrl: string;
  logFile: string;
  /** For what it has to build first. */
  scratchDir: string;
}

export interface RunningSubject {
  pid: number;
  /** Where it listens. */
  origin: string;
  stop(): Promise<void>;
}
