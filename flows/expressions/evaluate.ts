import { assertNever } from '../../kernel/assert-never.ts';
import { toNumber } from './convert.ts';
import { ExpressionError } from './expression-error.ts';
import { findFunction } from './function-table.ts';
import { applyOperator, finite } from './operators.ts';
import { parseExpression } from './parse-expression.ts';
import { type Run, requireTextLength, startRun } from './run.ts';
import type { SyntaxTree } from './syntax-tree.ts';
import { isBlank, isTruthy, readKey, resolveName, type Scope, type Value } from './value.ts';
import { sizeOf } from './value-size.ts';

/**
 * The value of an expression (PRODUCT D23). Bounded in time and size, pure, the same for the same scope.
 * Throws ExpressionError and nothing else.
 */
export function evaluate(source: string, scope: Scope): Value {
  return evaluateTree(parseExpression(source), startRun(scope));
}

/** The same for a tree, on a budget that the caller may share among several. */
export function evaluateTree(tree: SyntaxTree, run: Run): Value {
  const value = compute(tree, run);
  if (typeof value === 'string') requireTextLength(value.length);
  else if (value !== null && typeof value === 'object') sizeOf(value);
  return value;
}

function compute(tree: SyntaxTree, run: Run): Value {
  run.spend(1);
  switch (tree.kind) {
    case 'literal':
      return tree.value;
    case 'name':
      return resolveName(tree.name, run.scope);
    case 'member':
      return readKey(compute(tree.object, run), compute(tree.key, run));
    case 'call':
      return call(tree, run);
    case 'unary': {
      const operand = compute(tree.operand, run);
      return tree.operator === '-' ? finite(-toNumber(operand)) : !isTruthy(operand);
    }
    case 'binary':
      return binary(tree, run);
    case 'branch':
      return compute(isTruthy(compute(tree.test, run)) ? tree.yes : tree.no, run);
    case 'list':
      return tree.items.map((item) => compute(item, run));
    default:
      return assertNever(tree);
  }
}

function binary({ operator, left, right }: SyntaxTree & { kind: 'binary' }, run: Run): Value {
  const first = compute(left, run);
  switch (operator) {
    case 'and':
      return isTruthy(first) ? compute(right, run) : first;
    case 'or':
      return isTruthy(first) ? first : compute(right, run);
    case '??':
      return isBlank(first) ? compute(right, run) : first;
    default:
      return applyOperator(operator, first, compute(right, run), run);
  }
}

function call(tree: SyntaxTree & { kind: 'call' }, run: Run): Value {
  const found = findFunction(tree.name, tree.args.length);
  if (!found.ok) throw new ExpressionError(found.message, tree.at);
  const args = tree.args.map((arg) => compute(arg, run));
  return found.call(args, run);
}
