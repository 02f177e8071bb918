import { setTimeout as sleep } from 'node:timers/promises';
import { percentiles } from '../figures.ts';
import type { Stand } from '../stand.ts';
import { type LoadOptions, type Sample, startLoad } from './load.ts';
import type { Lead, Script } from './script.ts';

export interface LoadFigures {
  turns: number;
  turnsPerSecond: number;
  /** Milliseconds from the customer's act to the reply on his screen. */
  p50: number;
  p99: number;
  /** CPU in ms. Undefined where the system does not tell. */
  botCpuPerTurn: number | undefined;
  postgresCpuPerTurn: number | undefined;
  /** Of the messenger and its customers, which share the machine with the subject. */
  loadCpuPerTurn: number;
  presses: number;
  lost: number;
  wrong: number;
  /** Dialogues that were answered to the end but left no complete lead in the database. */
  missingLeads: number;
}

export interface Measurement {
  script: Script;
  pace: LoadOptions['pace'];
  temper: LoadOptions['temper'];
  /** A window of time after a third of it as a warm-up, or a number of dialogues from the cold. */
  length: { kind: 'seconds'; seconds: number } | { kind: 'dialogues'; dialogues: number };
  lostAfterMs?: number;
}

/** Puts one load on one subject. Faults are counted over the whole of it, speed and cost over the window. */
export async function measureLoad(stand: Stand, measurement: Measurement): Promise<LoadFigures> {
  const { length, ...load } = measurement;
  const running = startLoad({
    bot: stand.bot,
    ...load,
    ...(length.kind === 'dialogues' && { maxDialogues: length.dialogues }),
  });
  if (length.kind === 'seconds') await sleep((length.seconds * 1000) / 3);
  const warmUp = running.take();
  const before = stand.cpu();
  const ownBefore = process.cpuUsage();
  const beganAt = performance.now();
  if (length.kind === 'seconds') await sleep(length.seconds * 1000);
  else await running.done;
  const window = running.take();
  const seconds = (performance.now() - beganAt) / 1000;
  const after = stand.cpu();
  const own = process.cpuUsage(ownBefore);
  await running.finish();
  const missingLeads = await countMissingLeads(stand, measurement.script, running.completed);
  const samples = [warmUp, window, running.take()];
  const total = (of: (sample: Sample) => number) => samples.reduce((sum, sample) => sum + of(sample), 0);
  return {
    turns: total((sample) => sample.turns),
    turnsPerSecond: window.turns / seconds,
    ...percentiles(window.latencies),
    botCpuPerTurn: perTurn(before.bot, after.bot, window.turns),
    postgresCpuPerTurn: perTurn(before.postgres, after.postgres, window.turns),
    loadCpuPerTurn: (own.user + own.system) / 1000 / window.turns,
    presses: total((sample) => sample.presses),
    lost: total((sample) => sample.lost),
    wrong: total((sample) => sample.wrong),
    missingLeads,
  };
}

function perTurn(before: number | undefined, after: number | undefined, turns: number): number | undefined {
  return before === undefined || after === undefined ? undefined : (after - before) / turns;
}

async function countMissingLeads(stand: Stand, script: Script, dialogues: number[]): Promise<number> {
  // A subject may answer before its last write; a second is generous.
  await sleep(1000);
  const leads = await stand.subject.leads(stand.database.sql);
  const key = ({ name, phone, stage }: Lead) => `${name} ${phone} ${stage}`;
  const found = new Set(leads.map(key));
  return dialogues.filter((dialogue) => !found.has(key(script.lead(dialogue)))).length;
}
