import type { FileId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { demandFilesOf } from './get-file.ts';

/** All bytes are there: from now on the file is seen, and the timeline tells of it. */
export async function finishFile(
  work: Work,
  input: { fileId: FileId; size: number; contentType: string },
): Promise<Row<'files'>> {
  const file = await work.files.get(input.fileId);
  await demandFilesOf(work, file, 'edit');
  const { size, contentType } = input;
  work.emit('file.added', file, { fileId: file.id, name: file.name, size });
  return work.files.update(file.id, { size, contentType, storedAt: work.now });
}
