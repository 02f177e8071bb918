import type { Run } from '../run.ts';
import type { Value } from '../value.ts';

/** A function of the language: pure, total but for ExpressionError, and paying `run` for work that grows with its arguments. */
export interface ExpressionFunction {
  name: string;
  signature: string;
  /** `call → result`; a test evaluates every one. */
  example: string;
  /** Least and most arguments; the table checks them before the call. */
  takes: readonly [least: number, most: number];
  call(args: readonly Value[], run: Run): Value;
}
