import { and, eq, isNull } from 'drizzle-orm';
import { beginFile } from '../../crm-core/files/begin-file.ts';
import { storeBytes } from '../../crm-core/files/file-bytes.ts';
import { finishFile } from '../../crm-core/files/finish-file.ts';
import type { Database } from '../../drizzle/client.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import type { FileId } from '../../kernel/ids.ts';
import type { files } from '../contract/files.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { tooLarge } from '../http/read-body.ts';
import { fileView } from './file-view.ts';

/** Who may not, or sends to nowhere, is told before a byte is read; what does not become whole leaves nothing behind. */
export const uploadFile: Handler<typeof files.upload> = async (call) => {
  const { db } = call.deps.core;
  const file = await inWork(call, (work) => beginFile(work, given(call.query)));
  try {
    const stored = await storeBytes(db, file, call.body);
    if (stored.kind === 'too_large') throw tooLarge('The file is larger than 20 MB.');
    if (stored.kind === 'empty') throw badInput('The file is empty.', { why: 'empty' });
    return fileView(await inWork(call, (work) => finishFile(work, { ...stored, fileId: file.id })));
  } catch (error) {
    await discard(db, file.id);
    throw error;
  }
};

/** A chore does the same for what a dying process leaves behind. */
async function discard({ orm }: Database, fileId: FileId): Promise<void> {
  const { files } = schema;
  await orm.delete(files).where(and(eq(files.id, fileId), isNull(files.storedAt)));
}
