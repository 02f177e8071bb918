import type { FieldChanges } from '../changed-fields.ts';
import { placeOf } from '../deals/deal-place.ts';
import { remembered } from '../deals/delete-deal.ts';
import { forgetVisits, recordVisit } from '../deals/record-visit.ts';
import { findStage } from '../pipelines/known-pipelines.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/**
 * Undoes one row: removes what it made, gives what it changed its former values. Things that somebody has changed since stay
 * as they are; false when there was such a thing.
 */
export async function takeBack(
  work: Work,
  { memory, contactId, dealId }: Row<'importRows'>,
  touched: Set<string>,
): Promise<boolean> {
  const deal = dealId ? work.deals.peek(dealId) : undefined;
  const contact = contactId ? work.contacts.peek(contactId) : undefined;
  let whole = true;
  if (memory?.deal && deal) {
    if (memory.deal.made) whole = await removeDeal(work, deal, touched);
    else whole = restoreDeal(work, deal, memory.deal.changes);
  }
  if (memory?.contact && contact) {
    if (memory.contact.made) whole = whole && removeContact(work, contact, touched);
    else whole = restoreContact(work, contact, memory.contact.changes) && whole;
  }
  return whole;
}

async function removeDeal(work: Work, deal: Row<'deals'>, touched: Set<string>): Promise<boolean> {
  if (touched.has(deal.id)) return false;
  await forgetVisits(work, deal.id);
  work.deals.remove(deal.id);
  work.emit('deal.deleted', { dealId: deal.id, contactId: deal.contactId }, remembered(work, deal));
  return true;
}

function removeContact(work: Work, contact: Row<'contacts'>, touched: Set<string>): boolean {
  if (touched.has(contact.id)) return false;
  work.contacts.remove(contact.id);
  // Nobody was linked with him, or the events would say so: the person was he alone.
  work.people.remove(contact.personId);
  return true;
}

function restoreContact(work: Work, contact: Row<'contacts'>, changes: FieldChanges): boolean {
  const back = formerValues(contact, changes);
  if (Object.keys(back.fields).length > 0) {
    work.contacts.update(contact.id, { ...back.fields, updatedAt: work.now });
    work.emit('contact.changed', { contactId: contact.id }, { changes: back.changes });
  }
  return back.whole;
}

/** Where a deal stands is one thing: it goes back as a whole or not at all. */
const place = ['status', 'pipelineId', 'stageId', 'rank', 'unsorted', 'closeReason', 'closedAt', 'stageEnteredAt'];

function restoreDeal(work: Work, deal: Row<'deals'>, changes: FieldChanges): boolean {
  const moved = Object.entries(changes).filter(([field]) => place.includes(field));
  const movedBack = formerValues(deal, Object.fromEntries(moved));
  const formerStage = moved.find(([field]) => field === 'stageId')?.[1].from;
  const stands = movedBack.whole && (formerStage == null || findStage(work, formerStage as Row<'stages'>['id']));
  const rest = formerValues(
    deal,
    Object.fromEntries(Object.entries(changes).filter(([field]) => !place.includes(field))),
  );
  const fields = { ...rest.fields, ...(stands && movedBack.fields) };
  if (Object.keys(fields).length > 0) {
    const after = work.deals.update(deal.id, { ...fields, updatedAt: work.now });
    if (columnOf(deal) !== columnOf(after)) recordVisit(work, after);
    tell(work, deal, after, rest.changes);
  }
  return rest.whole && Boolean(stands);
}

/** The column where it stands. */
function columnOf({ status, stageId }: Row<'deals'>): string | null {
  return status === 'open' ? stageId : status;
}

function tell(work: Work, before: Row<'deals'>, after: Row<'deals'>, changes: FieldChanges): void {
  const about = { dealId: after.id, contactId: after.contactId };
  const { amount, currency } = after;
  if (before.status !== after.status) {
    const kind = after.status === 'open' ? 'deal.restored' : (`deal.${after.status}` as const);
    const payload = { from: placeOf(work, before), to: placeOf(work, after), inStageMs: 0, reason: after.closeReason };
    work.emit(kind, about, { ...payload, amount, currency });
  } else if (before.stageId !== after.stageId) {
    const payload = { from: placeOf(work, before), to: placeOf(work, after), inStageMs: 0 };
    work.emit('deal.moved', about, payload);
  }
  if (Object.keys(changes).length > 0) work.emit('deal.changed', about, { changes, currency });
}

interface Former {
  fields: Record<string, never>;
  changes: FieldChanges;
  /** Every change could be taken back. */
  whole: boolean;
}

const moments = new Set(['closedAt', 'stageEnteredAt', 'createdAt']);

/** The values of before, of those fields that still have the import's. */
function formerValues(row: { variables: Row<'deals'>['variables'] }, changes: FieldChanges): Former {
  const now: Record<string, unknown> = JSON.parse(JSON.stringify(row));
  const fields: Record<string, unknown> = {};
  const variables = { ...row.variables };
  const former: Former = { fields: {}, changes: {}, whole: true };
  for (const [field, { from, to }] of Object.entries(changes)) {
    const variable = field.startsWith('variables.') ? field.slice('variables.'.length) : undefined;
    const current = variable === undefined ? now[field] : (row.variables[variable] ?? null);
    if (JSON.stringify(current ?? null) !== JSON.stringify(to ?? null)) {
      former.whole = false;
      continue;
    }
    former.changes[field] = { from: to, to: from };
    if (variable === undefined) fields[field] = moments.has(field) && typeof from === 'string' ? new Date(from) : from;
    else if (from === null) delete variables[variable];
    else variables[variable] = from as never; // a value that was there
  }
  if (Object.keys(former.changes).some((field) => field.startsWith('variables.'))) fields.variables = variables;
  former.fields = fields as Former['fields']; // the row's own values of before
  return former;
}
