import type { FileId } from '../../kernel/ids.ts';
import type { Work } from '../work/work.ts';
import { getFile } from './get-file.ts';

/** Removes a file with its bytes. */
export async function removeFile(work: Work, input: { fileId: FileId }): Promise<void> {
  const file = await getFile(work, input.fileId, 'edit');
  work.files.remove(file.id);
  work.emit('file.removed', file, { fileId: file.id, name: file.name, size: file.size });
}
