import { isDeepStrictEqual } from 'node:util';
import type { MassMemory } from '../../../drizzle/schema/documents.ts';
import { AppError } from '../../../kernel/errors.ts';
import type { MassActionId } from '../../../kernel/ids.ts';
import { findPipeline, findStage } from '../../pipelines/known-pipelines.ts';
import { demand } from '../../work/actor.ts';
import type { Row } from '../../work/tables.ts';
import type { Work } from '../../work/work.ts';
import { placeOf } from '../deal-place.ts';
import { revive } from './mass-memory.ts';
import { getMass, partSize, settleItem, takeItems } from './mass-parts.ts';

/** A mass action can be taken back for so long. */
export const rememberedDays = 7;

/**
 * Takes the next part of a mass action back: each deal gets back exactly what the action has changed of it, unless
 * somebody has changed that since. Answers whether more is left.
 */
export async function undoMass(work: Work, input: { massActionId: MassActionId }): Promise<{ more: boolean }> {
  demand(work.actor, 'crm', 'edit');
  const action = await getMass(work, input.massActionId);
  if (work.now.getTime() - action.createdAt.getTime() > rememberedDays * 86_400_000) {
    throw new AppError('refused', {
      message: 'too old',
      userMessage: 'This was too long ago to be taken back.',
      details: { why: 'mass_too_old' },
    });
  }
  // An action that is taken back before it was through does not go on.
  const waiting = await takeItems(work, action, 'waiting');
  for (const item of waiting) settleItem(work, item, { state: 'undone' });
  if (waiting.length > 0) return { more: true };
  const items = await takeItems(work, action, 'done');
  await work.deals.load(items.map((item) => item.dealId));
  await loadContacts(work, items);
  for (const item of items) {
    const kept = item.memory === null ? undefined : takeBack(work, item, item.memory);
    settleItem(work, item, kept ? { state: 'kept', ...kept } : { state: 'undone' });
  }
  return { more: items.length === partSize };
}

interface Kept {
  why: 'changed' | 'gone';
  message: string;
}

const changed: Kept = { why: 'changed', message: 'Somebody has changed it since.' };
const gone: Kept = { why: 'gone', message: 'Where it would go back to does not exist any more.' };

function takeBack(work: Work, item: Row<'massItems'>, memory: MassMemory): Kept | undefined {
  return memory.kind === 'changed' ? putBack(work, item, memory) : bringBack(work, memory);
}

function putBack(
  work: Work,
  { dealId, massActionId }: Row<'massItems'>,
  memory: MassMemory & { kind: 'changed' },
): Kept | undefined {
  const deal = work.deals.peek(dealId);
  if (!deal) return changed;
  const [before, after] = [revive('deals', memory.before), revive('deals', memory.after)];
  if (Object.entries(after).some(([column, value]) => !isDeepStrictEqual(Object(deal)[column], value))) return changed;
  if (!hasPlace(work, before)) return gone;
  const restored = work.deals.update(deal.id, { ...before, updatedAt: work.now });
  for (const visit of memory.visits) work.stageVisits.discard(revive('stageVisits', visit));
  const about = { dealId: deal.id, contactId: deal.contactId };
  // No `deal.moved`: a flow that listens to moves has nothing to do with one that never was.
  const from = { memberId: deal.responsibleId };
  work.emit('deal.changed', about, { change: 'undone', massActionId, from, to: placeOf(work, restored) });
  return undefined;
}

function bringBack(work: Work, { rows }: MassMemory & { kind: 'deleted' }): Kept | undefined {
  const [stored] = rows.deals ?? [];
  if (!stored) return gone;
  const deal = revive('deals', stored);
  if (work.deals.peek(deal.id)) return changed;
  const lostContact = deal.contactId !== null && !work.contacts.peek(deal.contactId);
  if (lostContact || !hasPlace(work, deal)) return gone;
  work.deals.insert({ ...deal, updatedAt: work.now });
  const known = (contactId: string | null) => contactId === null || work.contacts.peek(contactId) !== undefined;
  for (const task of rows.tasks ?? []) {
    const row = revive('tasks', task);
    if (known(row.contactId)) work.tasks.insert(row);
  }
  for (const note of rows.notes ?? []) {
    const row = revive('notes', note);
    if (known(row.contactId)) work.notes.insert(row);
  }
  for (const visit of rows.stageVisits ?? []) work.stageVisits.insert(revive('stageVisits', visit));
  for (const { id } of rows.files ?? []) {
    const file = work.files.peek(String(id));
    if (file && file.dealId === null) work.files.update(file.id, { dealId: deal.id });
  }
  const about = { dealId: deal.id, contactId: deal.contactId };
  work.emit('deal.restored', about, { from: 'deleted', to: placeOf(work, deal) });
  return undefined;
}

/** Pipeline and stage of the deal, where it has them, still exist. */
function hasPlace(work: Work, { pipelineId, stageId }: Partial<Row<'deals'>>): boolean {
  return (
    (!pipelineId || findPipeline(work, pipelineId) !== undefined) &&
    (!stageId || findStage(work, stageId) !== undefined)
  );
}

async function loadContacts(work: Work, items: Row<'massItems'>[]): Promise<void> {
  const deleted = items.flatMap(({ memory }) => (memory?.kind === 'deleted' ? [memory.rows] : []));
  const rows = deleted.flatMap(({ deals = [], tasks = [], notes = [] }) => [...deals, ...tasks, ...notes]);
  await work.contacts.load([...new Set(rows.flatMap(({ contactId }) => (contactId ? String(contactId) : [])))]);
  await work.files.load(deleted.flatMap(({ files = [] }) => files.map(({ id }) => String(id))));
}
