import { badInput } from '../../kernel/errors.ts';
import { type ContactId, type DealId, newId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { cleanFileName } from './clean-file-name.ts';
import { demandFilesOf } from './get-file.ts';

export interface NewFile {
  name: string;
  /** Of a deal or a contact, not of both. */
  dealId?: DealId;
  contactId?: ContactId;
}

/** Makes room for a file whose bytes are about to come (`storeBytes`); nobody sees it before `finishFile`. */
export async function beginFile(work: Work, input: NewFile): Promise<Row<'files'>> {
  if ((input.dealId === undefined) === (input.contactId === undefined)) {
    throw badInput('A file is on a deal or on a contact');
  }
  const on = { dealId: input.dealId ?? null, contactId: input.contactId ?? null };
  await demandFilesOf(work, on, 'edit');
  return work.files.insert({
    id: newId('file'),
    projectId: work.projectId,
    ...on,
    name: cleanFileName(input.name),
    contentType: 'application/octet-stream',
    size: 0,
    author: work.actor.record,
    createdAt: work.now,
    storedAt: null,
  });
}
