import { createContext, useContext } from 'react';
import type { DealCard } from '../../../api/contract/deals.ts';
import type { FieldView } from '../../../api/contract/fields.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';

/** What every card on a board needs and no card changes. Stable while nothing changes, so that cards can stay as they are. */
export interface BoardSurroundings {
  projectId: string;
  pipeline: PipelineView;
  pipelines: PipelineView[];
  memberNames: Map<string, string>;
  /** Custom fields of deals by their key. */
  fields: Map<string, Pick<FieldView, 'name' | 'type' | 'options'>>;
  language: string;
  /** Milliseconds; moves on every minute. */
  now: number;
  mayEdit: boolean;
  /** Of stage rules (PRODUCT D4): a forbidden target is then only a warning. */
  mayOverride: boolean;
  open: (card: DealCard) => void;
  openMenu: (card: DealCard, anchor: DOMRect) => void;
  acceptInto: (card: DealCard) => void;
  /** The way out of "this pipeline has no stages". */
  createStage: () => void;
  /** Somebody tried to drag a card out of Unsorted (PRODUCT S10). */
  explainUnsorted: (card: DealCard) => void;
}

export const BoardContext = createContext<BoardSurroundings | null>(null);

export function useSurroundings(): BoardSurroundings {
  const surroundings = useContext(BoardContext);
  if (!surroundings) throw new Error('a card outside of a board');
  return surroundings;
}
