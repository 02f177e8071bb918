import type { NoteId } from '../../kernel/ids.ts';
import type { Work } from '../work/work.ts';
import { getNote } from './get-note.ts';

export async function removeNote(work: Work, input: { noteId: NoteId }): Promise<void> {
  const note = await getNote(work, input.noteId);
  work.notes.remove(note.id);
  work.emit('note.removed', note, { noteId: note.id, text: note.text });
}
