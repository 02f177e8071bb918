import { badInput } from '../../kernel/errors.ts';
import { findStage } from '../pipelines/known-pipelines.ts';
import { type Actor, demandUnrestricted } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { DealRefused } from './deal-outcome.ts';
import { type Move, objection } from './stage-rules.ts';

/** A member's word that a rule shall not count this once; kept in the deal's timeline (PRODUCT D4). */
export interface Override {
  reason: string;
}

/** `overridden` goes into the event: which rule, and why it did not count. */
export type Entry = { kind: 'ok'; overridden?: { rule: string; fields?: string[]; reason: string } } | DealRefused;

/** Whether the deal may go to `to`. Throws `forbidden` for an override by somebody who may not. */
export async function checkEntry(
  work: Work,
  input: { deal: Row<'deals'>; to: Move['to']; override?: Override | undefined },
): Promise<Entry> {
  const { deal, to, override } = input;
  const asksContact = to.rules.requiredFields.some((field) => field.startsWith('contact.'));
  const contact = asksContact && deal.contactId ? await work.contacts.get(deal.contactId) : undefined;
  const from = findStage(work, deal.stageId);
  const refused = objection({ deal, contact, from, to, manual: isManual(work.actor) });
  if (!refused) return { kind: 'ok' };
  if (!override) return refused;
  demandUnrestricted(work.actor, 'override_stage_rules');
  const reason = override.reason.trim();
  if (reason === '') throw badInput('An override needs a reason', { field: 'override.reason' });
  return { kind: 'ok', overridden: { rule: refused.why, ...(refused.fields && { fields: refused.fields }), reason } };
}

function isManual(actor: Actor): boolean {
  return actor.record.kind === 'member' || actor.record.kind === 'api_key' || actor.record.kind === 'import';
}
