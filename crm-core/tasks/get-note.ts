import type { NoteId } from '../../kernel/ids.ts';
import { getDeal } from '../deals/get-deal.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** The note to change, unless it is on a deal that the actor may not see: then `not_found` (PRODUCT D30). */
export async function getNote(work: Work, id: NoteId): Promise<Row<'notes'>> {
  demand(work.actor, 'crm', 'edit');
  const note = await work.notes.get(id);
  if (note.dealId) await getDeal(work, note.dealId);
  return note;
}
