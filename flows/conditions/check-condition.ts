import { assertNever } from '../../kernel/assert-never.ts';
import { checkExpression, type ExpressionCheck } from '../expressions/check-expression.ts';
import { checkTemplate } from '../expressions/check-template.ts';
import { isUnary } from './compare-path.ts';
import type { Comparison, Condition } from './condition.ts';

export interface ConditionCheck {
  problems: string[];
  /** Paths that the condition may read, as `checkExpression` writes them. */
  reads: string[];
}

/** What can be said of a condition without values, for the flow checker (PRODUCT M5). */
export function checkCondition(condition: Condition): ConditionCheck {
  switch (condition.kind) {
    case 'expression':
      return fromExpression(checkExpression(condition.source));
    case 'compare':
      return checkComparison(condition);
    case 'all':
    case 'any': {
      const checks = condition.of.map(checkCondition);
      const problems = checks.flatMap((check) => check.problems);
      return {
        problems: condition.of.length === 0 ? ['No conditions in the group'] : problems,
        reads: [...new Set(checks.flatMap((check) => check.reads))],
      };
    }
    default:
      return assertNever(condition);
  }
}

function checkComparison({ left, op, right }: Comparison): ConditionCheck {
  const templates = Array.isArray(right) ? right : typeof right === 'string' ? [right] : [];
  const checks = templates.map((each) => fromExpression(checkTemplate(each)));
  const problems = checks.flatMap((check) => check.problems);
  if (left.trim() === '') problems.push('Nothing is chosen to compare');
  if (!isUnary(op) && (right === undefined || right === '')) problems.push(`Nothing to compare ${left} with`);
  return { problems, reads: [...new Set([left, ...checks.flatMap((check) => check.reads)])] };
}

function fromExpression(check: ExpressionCheck): ConditionCheck {
  return check.ok ? { problems: [], reads: check.reads } : { problems: [check.message], reads: [] };
}
