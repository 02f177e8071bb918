import { getFile as get } from '../../crm-core/files/get-file.ts';
import type { files } from '../contract/files.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { fileView } from './file-view.ts';

export const getFile: Handler<typeof files.get> = async (call) =>
  fileView(await inWork(call, (work) => get(work, call.params.fileId, 'view')));
