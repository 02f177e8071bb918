import { boundedCache } from './bounded-cache.ts';
import { ExpressionError } from './expression-error.ts';
import { type JsepNode, type JsepResult, type JsepTree, parseWithJsep } from './jsep-parser.ts';
import { limits } from './limits.ts';
import type { BinaryOperator, Span, SyntaxTree } from './syntax-tree.ts';

/** Length of all sources whose trees are kept; a tree is at most a few dozen times larger than its source. */
const cachedLength = 262_144;
const cache = boundedCache(cachedLength, parse);

/** Throws ExpressionError when the source breaks the grammar or a limit. Says nothing about functions: see `checkExpression`. */
export function parseExpression(source: string): SyntaxTree {
  if (source.length > limits.sourceLength) {
    throw new ExpressionError(`Longer than ${limits.sourceLength} characters`, limits.sourceLength);
  }
  return cache.get(source);
}

function parse(source: string): SyntaxTree {
  return new TreeBuilder(source, syntaxOf(source)).build();
}

function syntaxOf(source: string): JsepResult {
  try {
    return parseWithJsep(source);
  } catch (error) {
    if (!isJsepError(error)) throw error;
    throw new ExpressionError(readable(error.description, source, error.index), error.index);
  }
}

function readable(description: string, source: string, index: number): string {
  if (source[index] === '=') return 'To compare, write ==';
  return description === 'Unexpected ' ? 'A name is missing' : description;
}

function isJsepError(error: unknown): error is { description: string; index: number } {
  return error instanceof Error && 'description' in error && 'index' in error;
}

const spelledOut: Partial<Record<string, BinaryOperator>> = { '&&': 'and', '||': 'or' };
const logical: ReadonlySet<string> = new Set<BinaryOperator>(['and', 'or', '??']);

/** Turns jsep's tree into ours: only the kinds of nodes that the language has, counted. */
class TreeBuilder {
  private nodes = 0;

  constructor(
    private readonly source: string,
    private readonly syntax: JsepResult,
  ) {}

  build(): SyntaxTree {
    return this.read(this.syntax.root, { at: 0, end: this.source.length });
  }

  /** `around` is the place of the nearest node that has one: jsep keeps none for the inside of `a.b.c`. */
  private read(open: JsepTree, around: Span): SyntaxTree {
    if (++this.nodes > limits.nodes) throw new ExpressionError(`More than ${limits.nodes} operations`);
    const span = this.syntax.spanOf(open) ?? around;
    // jsep's nodes are told apart by `type`, but its functions return the open base type.
    const node = open as JsepNode;
    switch (node.type) {
      case 'Literal':
        return { kind: 'literal', value: literalOf(node.value, span), ...span };
      case 'Identifier':
        return { kind: 'name', name: nameOf(node.name, span), ...span };
      case 'MemberExpression':
        return { kind: 'member', object: this.read(node.object, span), key: this.keyOf(node, span), ...span };
      case 'CallExpression':
        return { kind: 'call', name: functionOf(node, span), args: this.readAll(node.arguments, span), ...span };
      case 'UnaryExpression': {
        const operator = node.operator === '-' ? '-' : 'not';
        return { kind: 'unary', operator, operand: this.read(node.argument, span), ...span };
      }
      case 'BinaryExpression':
        return this.binary(node, span);
      case 'ConditionalExpression': {
        const test = this.read(node.test, span);
        const yes = this.read(node.consequent, span);
        const no = this.read(node.alternate, span);
        return { kind: 'branch', test, yes, no, at: test.at, end: no.end };
      }
      case 'ArrayExpression':
        return { kind: 'list', items: this.readAll(node.elements, span), ...span };
      default:
        throw new ExpressionError('Not part of the language', span.at);
    }
  }

  private readAll(nodes: readonly (JsepTree | null)[], span: Span): SyntaxTree[] {
    return nodes.flatMap((node) => (node ? this.read(node, span) : []));
  }

  private keyOf(node: JsepNode & { type: 'MemberExpression' }, span: Span): SyntaxTree {
    if (node.computed) return this.read(node.property, span);
    return { kind: 'literal', value: nameOf(String(node.property.name), span), ...span };
  }

  /**
   * jsep binds the word `not` as tightly as `!`. People mean `not a == b` as "a is not b", so an operator that follows
   * a bare `not` moves under it; `!` and `(not a)` stay tight.
   */
  private binary(node: JsepNode & { type: 'BinaryExpression' }, span: Span): SyntaxTree {
    const operator = spelledOut[node.operator] ?? (node.operator as BinaryOperator); // jsep was told our operators only
    const left = this.read(node.left, span);
    const right = this.read(node.right, span);
    if (!logical.has(operator) && this.isBareNot(left, node.left)) {
      const inner = left.operand;
      const operand: SyntaxTree = { kind: 'binary', operator, left: inner, right, at: inner.at, end: right.end };
      return { kind: 'unary', operator: 'not', operand, at: left.at, end: right.end };
    }
    return { kind: 'binary', operator, left, right, at: left.at, end: right.end };
  }

  private isBareNot(tree: SyntaxTree, node: JsepTree): tree is SyntaxTree & { kind: 'unary' } {
    const isNot = tree.kind === 'unary' && tree.operator === 'not';
    return isNot && !this.syntax.isGrouped(node) && this.source.startsWith('not', tree.at);
  }
}

function literalOf(value: unknown, span: Span): string | number | boolean | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new ExpressionError('Number too large', span.at);
}

/** jsep takes every character above ASCII for a letter: a typographic quote or a no-break space would pass for a name. */
const nameShape = /^[\p{L}_$][\p{L}\p{M}\p{N}_$]*$/u;

function nameOf(name: string, span: Span): string {
  if (nameShape.test(name)) return name;
  throw new ExpressionError(`Not a name: ${name} (texts stand in straight quotes, "like this")`, span.at);
}

function functionOf(node: JsepNode & { type: 'CallExpression' }, span: Span): string {
  if (node.callee.type === 'Identifier') return nameOf(String(node.callee.name), span);
  throw new ExpressionError('Values have no methods; functions are called by their name alone', span.at);
}
