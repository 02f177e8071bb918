import { badInput } from '../../kernel/errors.ts';
import type { NoteId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getNote } from './get-note.ts';

/** Whoever works with deals may mend a note; the timeline keeps what it said before. */
export async function changeNote(work: Work, input: { noteId: NoteId; text: string }): Promise<Row<'notes'>> {
  const note = await getNote(work, input.noteId);
  const text = input.text.trim();
  if (text === '') throw badInput('The note is empty', { field: 'text' });
  if (text === note.text) return note;
  work.emit('note.changed', note, { noteId: note.id, text, before: note.text });
  return work.notes.update(note.id, { text, editedAt: work.now });
}
