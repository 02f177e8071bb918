import { ExpressionError } from './expression-error.ts';
import { limits } from './limits.ts';
import type { Scope } from './value.ts';

/** One evaluation: what it may read and how much work is left. */
export interface Run {
  readonly scope: Scope;
  /** Takes `steps` from the budget. Work that grows with its operands pays before it is done. */
  spend: (steps: number) => void;
}

export function startRun(scope: Scope): Run {
  let left: number = limits.steps;
  return {
    scope,
    spend(steps) {
      left -= steps;
      if (left < 0) throw new ExpressionError(`More than ${limits.steps} steps`);
    },
  };
}

/** What it costs to go through a text once: a step for 64 characters. */
export function textCost(text: string): number {
  return 1 + (text.length >> 6);
}

/** Refuses a text that would be too long; call it with the length before making the text where it can be known. */
export function requireTextLength(length: number): void {
  if (length > limits.textLength) throw new ExpressionError(`Text longer than ${limits.textLength} characters`);
}
