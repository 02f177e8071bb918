import type { DealFilter } from '../../api/contract/deal-filter.ts';
import { useProjectId } from './session.ts';

/** The address of the list, beside a board, of all deals that a filter finds, whatever that board shows. */
export function useDealsAddress(pipelineId: string) {
  const projectId = useProjectId();
  return ({ search, conditions = [] }: DealFilter) => ({
    to: '/p/$projectId/board/$pipelineId' as const,
    params: { projectId, pipelineId },
    search: {
      view: 'list' as const,
      everywhere: true as const,
      ...(search && { q: search }),
      ...(conditions.length > 0 && { where: conditions }),
    },
  });
}
