import { notFound } from '../../kernel/errors.ts';
import type { FileId } from '../../kernel/ids.ts';
import { getDeal } from '../deals/get-deal.ts';
import type { Level } from '../members/permissions.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** The file, unless it is still arriving or hangs on a deal that the actor may not see: then `not_found` (PRODUCT D30). */
export async function getFile(work: Work, id: FileId, level: Exclude<Level, 'none'>): Promise<Row<'files'>> {
  const file = await work.files.get(id);
  if (!file.storedAt) throw notFound('file', id);
  await demandFilesOf(work, file, level);
  return file;
}

/** Files are as open as what they hang on: a deal's with the deals, a contact's with the contacts. */
export async function demandFilesOf(
  work: Work,
  on: Pick<Row<'files'>, 'dealId' | 'contactId'>,
  level: Exclude<Level, 'none'>,
): Promise<void> {
  demand(work.actor, 'crm', level);
  if (on.contactId) demand(work.actor, 'contacts', level);
  if (on.dealId) await getDeal(work, on.dealId);
  if (on.contactId) await work.contacts.get(on.contactId);
}
