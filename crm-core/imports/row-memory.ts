import type { FieldChanges } from '../changed-fields.ts';

/** What a row made and changed, so that an undo needs nothing else. */
export interface RowMemory {
  contact?: Trace;
  deal?: Trace;
}

export type Trace = { made: true } | { made: false; changes: FieldChanges };
