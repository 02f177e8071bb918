import { addNote } from '../../crm-core/tasks/add-note.ts';
import type { notes } from '../contract/tasks.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { noteView } from './note-view.ts';

export const createNote: Handler<typeof notes.create> = async (call) =>
  noteView(await inWork(call, (work) => addNote(work, given(call.body))));
