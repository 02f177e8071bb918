import { changeNote as change } from '../../crm-core/tasks/change-note.ts';
import type { notes } from '../contract/tasks.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { noteView } from './note-view.ts';

export const changeNote: Handler<typeof notes.change> = async (call) => {
  const { noteId } = call.params;
  return noteView(await inWork(call, (work) => change(work, { noteId, text: call.body.text })));
};
