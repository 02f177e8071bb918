import { ExpressionError } from './expression-error.ts';
import { findFunction } from './function-table.ts';
import { parseExpression } from './parse-expression.ts';
import { partsOf, type SyntaxTree } from './syntax-tree.ts';

/** `reads` lists every path that may be read, as far as the source tells it: `deal.amount`, or `answer` for a bare name. */
export type ExpressionCheck = { ok: true; reads: string[] } | { ok: false; message: string; position: number };

/** What can be said without values: syntax, limits, functions and their arguments, and what is read. */
export function checkExpression(source: string): ExpressionCheck {
  try {
    const reads = new Set<string>();
    inspect(parseExpression(source), reads);
    return { ok: true, reads: [...reads] };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { ok: false, message: error.message, position: error.position ?? 0 };
  }
}

/** The dotted path of `deal.custom.age` or `deal["custom"].age`; undefined for what depends on values. */
export function pathOf(tree: SyntaxTree): string | undefined {
  if (tree.kind === 'name') return tree.name;
  if (tree.kind !== 'member' || tree.key.kind !== 'literal') return undefined;
  const start = pathOf(tree.object);
  return start === undefined ? undefined : `${start}.${tree.key.value}`;
}

function inspect(tree: SyntaxTree, reads: Set<string>): void {
  const path = pathOf(tree);
  if (path !== undefined) {
    reads.add(path);
    return;
  }
  if (tree.kind === 'call') {
    const found = findFunction(tree.name, tree.args.length);
    if (!found.ok) throw new ExpressionError(found.message, tree.at);
  }
  for (const part of partsOf(tree)) inspect(part, reads);
}
