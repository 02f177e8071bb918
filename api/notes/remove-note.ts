import { removeNote as remove } from '../../crm-core/tasks/remove-note.ts';
import type { notes } from '../contract/tasks.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const removeNote: Handler<typeof notes.remove> = async (call) => {
  await inWork(call, (work) => remove(work, { noteId: call.params.noteId }));
  return {};
};
