import { readBytes } from '../../crm-core/files/file-bytes.ts';
import { getFile } from '../../crm-core/files/get-file.ts';
import { isShowable } from '../../crm-core/files/sniff-content-type.ts';
import type { files } from '../contract/files.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const downloadFile: Handler<typeof files.download> = async (call) => {
  const file = await inWork(call, (work) => getFile(work, call.params.fileId, 'view'));
  const { name, contentType, size } = file;
  const show = call.query.show === 'true' && isShowable(contentType);
  return { name, contentType, size, show, bytes: readBytes(call.deps.core.db, file) };
};
