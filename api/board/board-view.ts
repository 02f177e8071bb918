import type { Board, DealQuery } from '../deals/query/deal-query.ts';

/** What of which board somebody looks at. */
export interface BoardView extends DealQuery {
  board: Board;
}
