export type BinaryOperator =
  | ('or' | 'and' | '??')
  | ('==' | '!=' | '<' | '>' | '<=' | '>=' | 'in' | 'not in')
  | ('+' | '-' | '*' | '/' | '%');

/** Where a node stands in its source: `[at, end)`. */
export interface Span {
  at: number;
  end: number;
}

/** What the evaluator walks: nothing that can assign, loop, or call what is not in the function table. */
export type SyntaxTree = Span &
  (
    | { kind: 'literal'; value: string | number | boolean | null }
    | { kind: 'name'; name: string }
    | { kind: 'member'; object: SyntaxTree; key: SyntaxTree }
    | { kind: 'call'; name: string; args: SyntaxTree[] }
    | { kind: 'unary'; operator: '-' | 'not'; operand: SyntaxTree }
    | { kind: 'binary'; operator: BinaryOperator; left: SyntaxTree; right: SyntaxTree }
    | { kind: 'branch'; test: SyntaxTree; yes: SyntaxTree; no: SyntaxTree }
    | { kind: 'list'; items: SyntaxTree[] }
  );

/** A node's direct parts, in the order in which they are read. */
export function partsOf(tree: SyntaxTree): readonly SyntaxTree[] {
  switch (tree.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'member':
      return [tree.object, tree.key];
    case 'call':
      return tree.args;
    case 'unary':
      return [tree.operand];
    case 'binary':
      return [tree.left, tree.right];
    case 'branch':
      return [tree.test, tree.yes, tree.no];
    case 'list':
      return tree.items;
  }
}
