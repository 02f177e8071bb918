import { type Known, knownContact, knownDeal } from './match-rows.ts';
import type { ReadRow } from './read-row.ts';

/** Whom and what a row is about: two rows that share a key have to be carried out one after the other. */
export function keysOf(row: ReadRow, known: Known): string[] {
  const contact = knownContact(known, row);
  const { phone, email, id } = row.contact;
  return [
    contact?.id,
    contact?.personId,
    knownDeal(known, row)?.id,
    row.deal.id,
    id,
    phone,
    email?.toLowerCase(),
  ].filter((key) => key !== undefined);
}
