import { and, desc, eq, inArray } from 'drizzle-orm';
import { importRows } from '../../drizzle/schema/index.ts';
import type { ContactId, DealId, ImportId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { Batch } from './carry-out.ts';
import { rowKey } from './row-key.ts';
import { takeBack } from './take-back.ts';
import { findTouched } from './touched-since.ts';

/** Takes rows back, the last first: what a later row changed of an earlier one's is taken back before it. */
export async function undoRows({ own, row, newWork }: Batch, most: number): Promise<{ works: Work[]; more: boolean }> {
  const rows = await doneRows(own, row.id, most);
  const count = apart(rows);
  const taken = rows.slice(0, count);
  const known = await readAll(own, taken);
  const touched = await findTouched(own, row.id, known);
  own.importRows.seed(taken);
  const works: Work[] = [];
  const counts = { undone: row.undone, kept: row.kept };
  for (const one of taken) {
    const work = newWork();
    work.contacts.seed(known.contacts);
    work.people.seed(known.people);
    work.deals.seed(known.deals);
    const whole = await takeBack(work, one, touched);
    counts[whole ? 'undone' : 'kept'] += 1;
    works.push(work);
    own.importRows.update(rowKey(one), { status: whole ? 'undone' : 'kept' });
  }
  const more = rows.length === most || count < rows.length;
  own.imports.update(row.id, { ...counts, ...(!more && { status: 'undone', finishedAt: own.now }) });
  own.imports.touch(row.id);
  if (!more) own.emit('import.undone', {}, { change: 'done', name: row.fileName, importId: row.id, ...counts });
  return { works, more };
}

/** A row that cannot be taken back, whatever the reason. */
export async function keepRow({ own, row }: Batch): Promise<void> {
  const rows = await doneRows(own, row.id, 1);
  own.importRows.seed(rows);
  for (const one of rows) {
    own.importRows.update(rowKey(one), { status: 'kept' });
    own.imports.update(row.id, { kept: row.kept + 1 });
  }
}

function doneRows({ db }: Work, importId: ImportId, most: number): Promise<Row<'importRows'>[]> {
  return db.orm
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, importId), inArray(importRows.status, ['created', 'updated'])))
    .orderBy(desc(importRows.number))
    .limit(most);
}

function apart(rows: readonly Row<'importRows'>[]): number {
  const touched = new Set<string>();
  for (const [at, { contactId, dealId }] of rows.entries()) {
    const keys = [contactId, dealId].filter((id) => id !== null);
    if (keys.some((key) => touched.has(key))) return at;
    for (const key of keys) touched.add(key);
  }
  return rows.length;
}

export interface Affected {
  contacts: Row<'contacts'>[];
  people: Row<'people'>[];
  deals: Row<'deals'>[];
}

async function readAll(own: Work, rows: readonly Row<'importRows'>[]): Promise<Affected> {
  const contactIds = [...new Set(rows.flatMap(({ contactId }) => contactId ?? []))];
  const dealIds = [...new Set(rows.flatMap(({ dealId }) => dealId ?? []))];
  // A work of reading only: what it sees is handed to the works of the rows.
  await own.contacts.load(contactIds);
  await own.deals.load(dealIds);
  const contacts = contactIds.flatMap((id: ContactId) => own.contacts.peek(id) ?? []);
  await own.people.load(contacts.map(({ personId }) => personId));
  return {
    contacts,
    people: contacts.flatMap(({ personId }) => own.people.peek(personId) ?? []),
    deals: dealIds.flatMap((id: DealId) => own.deals.peek(id) ?? []),
  };
}
