import { notFound } from '../../kernel/errors.ts';
import { channelSigns } from '../contacts/contact-rows.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { findCards } from './find-cards.ts';
import { readPerson } from './person.ts';

const mostCards = 100;

/** What a "merged" badge counts, by the same rule; a linked contact is told apart by the messengers it writes in. */
export const getFamily: Handler<typeof deals.family> = async ({ deps, caller, params }) => {
  const { db } = deps.core;
  const [found] = await findCards(db, caller, [params.dealId]);
  if (!found) throw notFound('deal', params.dealId);
  if (found.behind.length === 0 || found.row.personId === null) return [];
  const [others, person] = await Promise.all([
    findCards(db, caller, found.behind.slice(0, mostCards)),
    readPerson(db, caller, found.row.personId),
  ]);
  return others.map(({ card }) => {
    const own = person.identities.filter(({ contactId }) => contactId === card.contactId);
    const channelIds = own.map(({ channelId }) => channelId);
    return { ...card, channels: channelSigns(channelIds, caller) };
  });
};
