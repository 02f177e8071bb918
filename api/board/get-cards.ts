import { badInput } from '../../kernel/errors.ts';
import { isId } from '../../kernel/ids.ts';
import type { board } from '../contract/deals.ts';
import { findCards } from '../deals/find-cards.ts';
import type { Handler } from '../http/handler.ts';

const mostIds = 100;

export const getCards: Handler<typeof board.cards> = async ({ deps, caller, query }) => {
  const ids = [...new Set(query.ids.split(',').filter(Boolean))];
  if (ids.length > mostIds) throw badInput(`At most ${mostIds} ids`, { field: 'ids' });
  const cards = await findCards(
    deps.core.db,
    caller,
    ids.filter((id) => isId('deal', id)),
  );
  return cards.flatMap(({ card, hidden }) => (hidden ? [] : card));
};
