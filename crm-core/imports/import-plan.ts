import type { MemberId, PipelineId, StageId } from '../../kernel/ids.ts';

/** What is to become of a file: decided by a person in the mapping step, remembered for the next file of the same shape. */
export interface ImportPlan {
  /** For each column of the file the field (`import-fields.ts`) that it fills; null: it is left out. */
  columns: (string | null)[];
  /** A contact of the same id, phone or e-mail is there already. Of deals: `skip` attaches the deal to it as it is. */
  contacts: DuplicatePolicy;
  /** A deal of the same id is there already. */
  deals: DuplicatePolicy;
  /** Where new deals go whose row names no pipeline or stage; null: where the project takes its leads in. */
  pipelineId: PipelineId | null;
  stageId: StageId | null;
  /** Of what is created and names nobody. */
  responsibleId: MemberId | null;
  /** Laid on everything that is created or updated. */
  tags: string[];
  /** A row with a cell that cannot be read is imported without that cell instead of being refused. */
  lenient: boolean;
}

export type DuplicatePolicy = 'update' | 'skip' | 'create';

export const emptyPlan: ImportPlan = {
  columns: [],
  contacts: 'update',
  deals: 'update',
  pipelineId: null,
  stageId: null,
  responsibleId: null,
  tags: [],
  lenient: false,
};
