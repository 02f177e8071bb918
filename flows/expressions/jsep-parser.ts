import jsep from 'jsep';
import { limits } from './limits.ts';
import type { Span } from './syntax-tree.ts';

/**
 * The grammar, and the only module that touches jsep: its operator tables are global to the process.
 * Precedence as in JavaScript, except that `and`/`or` are words too and `not` (see `parse-expression.ts`) binds weaker than a comparison.
 */
const precedence = {
  '??': 1,
  or: 1,
  '||': 1,
  and: 2,
  '&&': 2,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  in: 7,
  'not in': 7,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};

jsep.removeAllBinaryOps();
jsep.removeAllUnaryOps();
for (const [operator, strength] of Object.entries(precedence)) jsep.addBinaryOp(operator, strength);
for (const operator of ['-', '!', 'not']) jsep.addUnaryOp(operator);

export type JsepTree = jsep.Expression;
export type JsepNode = jsep.CoreExpression;

/** jsep's own tree, before `parse-expression.ts` makes it ours. */
export interface JsepResult {
  root: JsepTree;
  spanOf(node: JsepTree): Span | undefined;
  /** Whether the source has brackets around this node. */
  isGrouped(node: JsepTree): boolean;
}

/** Throws jsep's error (`description`, `index`) when the source is not exactly one expression. */
export function parseWithJsep(source: string): JsepResult {
  const parser: Parser = new Parser(source);
  const root = parser.gobbleExpression();
  if (!root || parser.index < source.length) {
    parser.throwError(source.trim() === '' ? 'Nothing here' : 'Unexpected text');
  }
  return {
    root,
    spanOf: (node) => parser.spans.get(node),
    isGrouped: (node) => parser.grouped.has(node),
  };
}

type Gobbled = JsepTree | false | undefined;

/** The parts of jsep's parser that we call or replace. jsep's typings leave the class out, hence the cast. */
declare class JsepParser {
  constructor(source: string);
  index: number;
  readonly expr: string;
  readonly code: number;
  gobbleSpaces(): void;
  gobbleExpression(): Gobbled;
  gobbleToken(): Gobbled;
  gobbleGroup(): Gobbled;
  gobbleArguments(closing: number): JsepTree[];
  throwError(message: string): never;
}
const { Jsep } = jsep as unknown as { Jsep: typeof JsepParser };

const comma = ','.charCodeAt(0);
const closingBracket = ')'.charCodeAt(0);

/** jsep made strict (it takes `f(a b)`, `[1,,2]` and `(a, b)`), bounded in depth, and able to tell where a node stands. */
class Parser extends Jsep {
  readonly spans = new Map<JsepTree, Span>();
  readonly grouped = new Set<JsepTree>();
  private depth = 0;

  override gobbleExpression(): Gobbled {
    return this.deeper(() => super.gobbleExpression());
  }

  override gobbleToken(): Gobbled {
    this.gobbleSpaces();
    const at = this.index;
    const node = this.deeper(() => super.gobbleToken());
    // jsep skips the spaces behind a token before it returns. Brackets return the node that they hold, which has its place.
    if (node && !this.spans.has(node)) {
      this.spans.set(node, { at, end: at + this.expr.slice(at, this.index).trimEnd().length });
    }
    return node;
  }

  override gobbleGroup(): JsepTree {
    this.index++;
    const node = this.gobbleExpression();
    if (!node) this.throwError('Expected a value inside the brackets');
    if (this.code !== closingBracket) this.throwError('Expected )');
    this.index++;
    this.grouped.add(node);
    return node;
  }

  override gobbleArguments(closing: number): JsepTree[] {
    const items: JsepTree[] = [];
    this.gobbleSpaces();
    while (items.length > 0 || this.code !== closing) {
      const item = this.gobbleExpression();
      if (!item) this.throwError('Expected a value');
      items.push(item);
      if (this.code === closing) break;
      if (this.code !== comma) this.throwError(`Expected , or ${String.fromCharCode(closing)}`);
      this.index++;
    }
    this.index++;
    return items;
  }

  /** A parser overflows the stack on a few thousand brackets. One level of brackets passes here twice. */
  private deeper(read: () => Gobbled): Gobbled {
    if (++this.depth > 2 * (limits.depth + 1)) this.throwError(`Nested deeper than ${limits.depth} levels`);
    const node = read();
    this.depth--;
    return node;
  }
}
