import { pathOf } from './check-expression.ts';
import { shown } from './convert.ts';
import { evaluateTree } from './evaluate.ts';
import { ExpressionError } from './expression-error.ts';
import { parseExpression } from './parse-expression.ts';
import { startRun } from './run.ts';
import { partsOf, type SyntaxTree } from './syntax-tree.ts';
import type { Scope, Value } from './value.ts';

/**
 * The value of an expression and the source with the values that it read written in: `deal.amount (1500) > 1000`.
 * For traces ("why did the flow go here?"), so it shows everything that the source names, read or not. Throws as `evaluate` does.
 */
export function explainExpression(source: string, scope: Scope): { value: Value; explained: string } {
  const tree = parseExpression(source);
  const value = evaluateTree(tree, startRun(scope));
  let explained = '';
  let from = 0;
  for (const place of placesIn(tree)) {
    explained += `${source.slice(from, place.end)} (${valueAt(place, scope)})`;
    from = place.end;
  }
  return { value, explained: explained + source.slice(from) };
}

/** Every name or path in the source, from left to right. */
function placesIn(tree: SyntaxTree): SyntaxTree[] {
  return pathOf(tree) === undefined ? partsOf(tree).flatMap(placesIn) : [tree];
}

function valueAt(place: SyntaxTree, scope: Scope): string {
  try {
    return shown(evaluateTree(place, startRun(scope)));
  } catch (error) {
    if (error instanceof ExpressionError) return '…';
    throw error;
  }
}
