import { createContext, useContext, useMemo } from 'react';
import { dealsOf } from '../../../api/contract/analytics.ts';
import { type Condition, type DealFilter, filterText } from '../../../api/contract/deal-filter.ts';
import { asId } from '../../../kernel/ids.ts';
import type { Period } from './period.ts';

/** Of which deals the page tells, and in which currency. */
export interface Choice {
  projectId: string;
  /** Undefined: all. */
  pipelineId: string | undefined;
  period: Period;
  filter: DealFilter;
  currency: string;
  /** The board beside which lists of deals are opened. */
  besideId: string;
}

const ChoiceContext = createContext<Choice | undefined>(undefined);

export const ChoiceProvider = ChoiceContext;

export function useChoice(): Choice {
  const choice = useContext(ChoiceContext);
  if (!choice) throw new Error('useChoice outside of the analytics page');
  return choice;
}

/** The choice as the operations of the contract take it. */
export function useQueryOfChoice({ pipelineId, period, filter }: Choice) {
  const text = filterText(filter);
  const { from, to } = period;
  return useMemo(
    () => ({
      from,
      to,
      ...(pipelineId && { pipelineId: asId<'pipeline'>(pipelineId) }),
      ...(text && { filter: text }),
    }),
    [from, to, pipelineId, text],
  );
}

/** The whole filter of a figure: what was chosen, and what makes the figure. */
export function filterOf({ filter, pipelineId }: Choice, conditions: readonly Condition[]): DealFilter {
  return {
    ...(filter.search && { search: filter.search }),
    conditions: [...(filter.conditions ?? []), ...(pipelineId ? dealsOf.inPipeline(pipelineId) : []), ...conditions],
  };
}
