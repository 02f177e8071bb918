/** Something that a builder should know before publishing (PRODUCT M5). */
export interface Problem {
  /** Missing: of the flow as a whole. */
  blockId?: string;
  /** An error will fail; a warning may be meant. */
  severity: 'error' | 'warning';
  code: ProblemCode;
  message: string;
  /** What the message speaks of, for whoever says it in another language: `name`, `port`, `where` (the path of a setting), `why`, `channel`, limits. */
  params?: Record<string, string>;
}

export type ProblemCode =
  | 'no_start'
  | 'unknown_target'
  | 'unknown_port'
  | 'unreachable'
  | 'dead_end'
  | 'endless_loop'
  | 'lonely_loop'
  | 'bad_expression'
  | 'bad_template'
  | 'bad_match'
  | 'bad_condition'
  | 'unknown_stage'
  | 'unknown_pipeline'
  | 'unknown_member'
  | 'unknown_flow'
  | 'unknown_block'
  | 'unset_variable'
  | 'too_many_buttons'
  | 'long_button'
  | 'window_closed';

export function problem(
  blockId: string | undefined,
  severity: Problem['severity'],
  code: ProblemCode,
  message: string,
  params?: Record<string, string>,
): Problem {
  return { ...(blockId !== undefined && { blockId }), severity, code, message, ...(params && { params }) };
}
