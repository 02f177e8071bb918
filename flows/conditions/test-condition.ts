import { assertNever } from '../../kernel/assert-never.ts';
import { explainExpression } from '../expressions/explain-expression.ts';
import { ExpressionError } from '../expressions/expression-error.ts';
import { isTruthy, type Scope } from '../expressions/value.ts';
import { comparePath } from './compare-path.ts';
import type { Condition } from './condition.ts';

export interface ConditionResult {
  passed: boolean;
  /** For the trace: `deal.amount (1500) > 1000`, or `deal.amount (500) > 1000 is false`. */
  why: string;
}

const longestWhy = 500;

/** Decides a condition and says why. Total: a condition that cannot be computed has not passed. */
export function testCondition(condition: Condition, scope: Scope): ConditionResult {
  const { passed, why } = decide(condition, scope);
  return { passed, why: why.length > longestWhy ? `${why.slice(0, longestWhy - 1).toWellFormed()}…` : why };
}

function decide(condition: Condition, scope: Scope): ConditionResult {
  switch (condition.kind) {
    case 'all':
      return decideAll(condition.of, scope);
    case 'any':
      return decideAny(condition.of, scope);
    case 'expression':
      return told(condition.source, () => {
        const { value, explained } = explainExpression(condition.source, scope);
        return { passed: isTruthy(value), statement: explained.trim() };
      });
    case 'compare':
      return told(condition.left, () => comparePath(condition, scope));
    default:
      return assertNever(condition);
  }
}

/** The first that fails is why; of nothing, nothing fails. */
function decideAll(conditions: readonly Condition[], scope: Scope): ConditionResult {
  const reasons: string[] = [];
  for (const each of conditions) {
    const { passed, why } = testCondition(each, scope);
    if (!passed) return { passed: false, why };
    reasons.push(why);
  }
  return { passed: true, why: reasons.join(' and ') || 'no conditions' };
}

/** The first that passes is why; of nothing, nothing passes. */
function decideAny(conditions: readonly Condition[], scope: Scope): ConditionResult {
  const reasons: string[] = [];
  for (const each of conditions) {
    const { passed, why } = testCondition(each, scope);
    if (passed) return { passed: true, why };
    reasons.push(why);
  }
  return { passed: false, why: reasons.join(' and ') || 'no conditions' };
}

function told(what: string, compute: () => { passed: boolean; statement: string }): ConditionResult {
  try {
    const { passed, statement } = compute();
    return { passed, why: passed ? statement : `${statement} is false` };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { passed: false, why: `${what.trim()} cannot be computed: ${error.message}` };
  }
}
