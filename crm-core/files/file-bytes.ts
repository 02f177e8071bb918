import type { Database } from '../../drizzle/client.ts';
import type { FileId, ProjectId } from '../../kernel/ids.ts';
import { sniffContentType } from './sniff-content-type.ts';

export const maxFileBytes = 20 * 1024 * 1024;
const pieceBytes = 256 * 1024;

export type Stored = { kind: 'stored'; size: number; contentType: string } | { kind: 'too_large' } | { kind: 'empty' };

/**
 * Stores a file's bytes piece by piece while they come: one piece is in memory at a time, and the sender is read no faster
 * than the database writes. Stops at the first byte beyond `maxFileBytes`.
 */
export async function storeBytes(
  db: Database,
  file: { id: FileId; projectId: ProjectId; name: string },
  bytes: AsyncIterable<Uint8Array>,
): Promise<Stored> {
  let size = 0;
  let position = 0;
  let contentType = '';
  for await (const piece of inPieces(bytes)) {
    size += piece.length;
    if (size > maxFileBytes) return { kind: 'too_large' };
    if (position === 0) contentType = sniffContentType(piece, file.name);
    await db.sql`
      insert into file_chunks (file_id, position, project_id, bytes)
      values (${file.id}, ${position}, ${file.projectId}, ${piece})`;
    position += 1;
  }
  return size === 0 ? { kind: 'empty' } : { kind: 'stored', size, contentType };
}

/** The bytes of a file, piece by piece as the reader takes them. */
export async function* readBytes(db: Database, file: { id: FileId; projectId: ProjectId }): AsyncGenerator<Buffer> {
  for (let position = 0; ; position++) {
    const [row] = await db.sql<{ bytes: Buffer }[]>`
      select bytes from file_chunks
      where file_id = ${file.id} and position = ${position} and project_id = ${file.projectId}`;
    if (!row) return;
    yield row.bytes;
  }
}

/** Files that never became whole (the sender went away, the process died) go after a day. Returns how many. */
export async function forgetUnfinishedFiles(db: Database, now: Date): Promise<number> {
  const yesterday = new Date(now.getTime() - 24 * 3_600_000).toISOString();
  const gone = await db.sql`delete from files where stored_at is null and created_at < ${yesterday}`;
  return gone.count;
}

/** A network gives crumbs and lumps; the database gets even pieces. */
async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let kept: Uint8Array[] = [];
  let length = 0;
  for await (const part of bytes) {
    kept.push(part);
    length += part.length;
    while (length >= pieceBytes) {
      const all = Buffer.concat(kept);
      yield all.subarray(0, pieceBytes);
      kept = [all.subarray(pieceBytes)];
      length -= pieceBytes;
    }
  }
  if (length > 0) yield Buffer.concat(kept);
}
