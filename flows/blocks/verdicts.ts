import type { Verdict } from './block-definition.ts';
import type { Outcome } from './block-turn.ts';

/** On by the ordinary port. */
export function next(why: string): Verdict {
  return { kind: 'go', port: 'next', why };
}

/** On by the ordinary port when the world agreed, else refused. */
export function nextUnlessRefused(outcome: Outcome, why: string): Verdict {
  return outcome.kind === 'ok' ? next(why) : outcome;
}
