import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/contract/api.ts';
import type { BoardColumn } from '../../api/contract/deals.ts';
import type { PipelineView } from '../../api/contract/pipelines.ts';
import { useProject } from './session.ts';

/** Names of deal variables that one might mean: the project's fields, those on cards already, those met on boards. */
export function useKnownVariables(pipeline: PipelineView): string[] {
  const queryClient = useQueryClient();
  const fields = useProject()?.fields ?? [];
  const boards = queryClient.getQueriesData<{ columns: BoardColumn[] }>({ queryKey: [api.board.get.name] });
  const cards = boards.flatMap(([, board]) => board?.columns ?? []).flatMap((column) => column.cards.slice(0, 50));
  const names = new Set([
    ...fields.filter(({ entity }) => entity === 'deal').map(({ key }) => key),
    ...pipeline.settings.cardVariables,
    ...cards.flatMap(({ variables }) => Object.keys(variables)),
  ]);
  return [...names].sort((a, b) => a.localeCompare(b));
}
