import { removeFile as remove } from '../../crm-core/files/remove-file.ts';
import type { files } from '../contract/files.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const removeFile: Handler<typeof files.remove> = async (call) => {
  await inWork(call, (work) => remove(work, { fileId: call.params.fileId }));
  return {};
};
