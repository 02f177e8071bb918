import type { Row } from '../work/tables.ts';

/** What came of asking to change a deal. A refusal is an ordinary answer: it says why, for the program and for the person. */
export type DealOutcome = { kind: 'ok'; deal: Row<'deals'> } | DealRefused;

export interface DealRefused {
  kind: 'refused';
  why: DealRefusal;
  message: string;
  /** Of `missing_fields`: what has to be filled. */
  fields?: string[];
}

export type DealRefusal =
  | 'unsorted'
  | 'not_unsorted'
  | 'closed'
  | 'not_closed'
  | 'forbidden_target'
  | 'missing_fields'
  | 'reason_required'
  | 'no_pipeline'
  | 'changed'
  | 'moved';

export function refuse(why: DealRefusal, message: string, fields?: string[]): DealRefused {
  return { kind: 'refused', why, message, ...(fields && { fields }) };
}

export function ok(deal: Row<'deals'>): DealOutcome {
  return { kind: 'ok', deal };
}
