/** What stands against a cell or a row, for a program; `value` is what the file says there. */
export interface CellProblem {
  /** Index of the column; null when the row as a whole is meant. */
  column: number | null;
  code: ProblemCode;
  value?: string;
}

export const problemCodes = [
  'bad_phone',
  'bad_email',
  'bad_amount',
  'bad_number',
  'bad_date',
  'bad_currency',
  'bad_id',
  'unknown_pipeline',
  'unknown_stage',
  'unknown_member',
  'unknown_status',
  'unknown_choice',
  'too_long',
  'too_many_cells',
  'empty_row',
  'missing_fields',
  'not_found',
  'forbidden',
  'refused',
  'failed',
] as const;

export type ProblemCode = (typeof problemCodes)[number];
