import type { Pipeline } from '../../crm-core/config/project-config.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { DealScope } from '../auth/caller.ts';
import type { BoardFilter, ColumnKey } from '../contract/deals.ts';

/** What of which board somebody looks at. */
export interface BoardView {
  projectId: ProjectId;
  pipeline: Pipeline;
  columns: ColumnKey[];
  filter: BoardFilter;
  /** How a phone without a country is read in the search. */
  country: string;
  /** Whether the search may look into phones and e-mails. */
  searchesContacts: boolean;
  scope: DealScope;
}

/** Unsorted, the stages in order, then the closed ones; system stages only where they are switched on (PRODUCT S6). */
export function visibleColumns({ row, stages }: Pipeline): ColumnKey[] {
  const shown = row.settings.systemStages;
  return [
    ...(shown.unsorted ? (['unsorted'] as const) : []),
    ...stages.map((stage) => stage.id),
    ...closed.filter((key) => shown[key]),
  ];
}

const closed = ['won', 'lost', 'archived'] as const;
export type ClosedKey = (typeof closed)[number];

/** The stages among the view's columns. */
export function stageKeys({ columns, pipeline }: BoardView): ColumnKey[] {
  return columns.filter((key) => pipeline.stages.some((stage) => stage.id === key));
}

export function closedKeys({ columns }: BoardView): ClosedKey[] {
  return closed.filter((key) => columns.includes(key));
}

/** A member of the board, or nothing: a stage of another pipeline or of another project is no column of it. */
export function hasColumn({ stages }: Pipeline, key: ColumnKey): boolean {
  return key === 'unsorted' || closed.some((one) => one === key) || stages.some((stage) => stage.id === key);
}
