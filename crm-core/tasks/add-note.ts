import { badInput } from '../../kernel/errors.ts';
import { type ContactId, type DealId, newId } from '../../kernel/ids.ts';
import { getDeal } from '../deals/get-deal.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

export interface NewNote {
  text: string;
  dealId?: DealId | null;
  contactId?: ContactId | null;
}

/** A note on a deal or on a contact. Throws `bad_input` when it is on neither or says nothing. */
export async function addNote(work: Work, input: NewNote): Promise<Row<'notes'>> {
  demand(work.actor, 'crm', 'edit');
  const text = input.text.trim();
  if (text === '') throw badInput('The note is empty', { field: 'text' });
  if (!input.dealId && !input.contactId) throw badInput('A note is on a deal or on a contact');
  const deal = input.dealId ? await getDeal(work, input.dealId) : undefined;
  const contact = input.contactId ? await work.contacts.get(input.contactId) : undefined;
  const note = work.notes.insert({
    id: newId('note'),
    projectId: work.projectId,
    dealId: deal?.id ?? null,
    contactId: contact?.id ?? null,
    text,
    author: work.actor.record,
    createdAt: work.now,
    editedAt: null,
  });
  work.emit(
    'note.created',
    { dealId: note.dealId, contactId: note.contactId ?? deal?.contactId ?? null },
    {
      noteId: note.id,
      text,
    },
  );
  return note;
}
