import type { TFunction } from 'i18next';
import { createContext, useContext } from 'react';
import type { PipelineView } from '../../../api/contract/pipelines.ts';

/** What every cell needs and no row changes. Stable while nothing changes, so that rows can stay as they are. */
export interface ListSurroundings {
  pipelines: PipelineView[];
  members: { id: string; name: string; active: boolean }[];
  language: string;
  /** Hundreds of cells that each listened for another language would cost more than their contents. */
  t: TFunction<'list'>;
  tFields: TFunction<'fields'>;
  /** Milliseconds; moves on every minute. */
  now: number;
  mayEdit: boolean;
  /** Tags on the rows that are loaded, to pick from. */
  tagsMet: () => string[];
}

export const ListContext = createContext<ListSurroundings | null>(null);

export function useListSurroundings(): ListSurroundings {
  const surroundings = useContext(ListContext);
  if (!surroundings) throw new Error('a row outside of a list');
  return surroundings;
}
