import { setTimeout as sleep } from 'node:timers/promises';
import type { Stand } from '../stand.ts';
import type { Script } from './script.ts';

/** How many of these dialogues did not leave a lead with its name, phone and stage. */
export async function checkLeads(stand: Stand, script: Script, dialogues: number[]): Promise<number> {
  // A subject may answer before its last write; a second is generous.
  await sleep(1000);
  const leads = await stand.subject.leads(stand.database.sql);
  const found = new Set(leads.map(({ name, phone, stage }) => `${name} ${phone} ${stage}`));
  return dialogues.filter((dialogue) => {
    const { name, phone, stage } = script.lead(dialogue);
    return !found.has(`${name} ${phone} ${stage}`);
  }).length;
}
