import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkExpression } from './check-expression.ts';
import { evaluate } from './evaluate.ts';
import { exampleScope } from './example-scope.ts';
import { ExpressionError } from './expression-error.ts';
import { functionNames } from './function-table.ts';
import { renderTemplate } from './render-template.ts';
import type { Scope, Value } from './value.ts';

const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? 1000) };

const literal = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
  fc.constantFrom('"2026-01-15"', '"15.01.2026"', '"days"', '"1 500,5"', 'true', 'false', 'null', '""', '[]'),
);
const name = fc.constantFrom('deal', 'contact', 'x', 'y', 'list', 'constructor', '__proto__', 'имя', 'this', 'length');

/** Sources that mostly parse, of every construct that the grammar has. */
const { source } = fc.letrec<{ source: string }>((tie) => ({
  source: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    literal,
    name,
    fc
      .tuple(
        tie('source'),
        fc.constantFrom(...'+ - * / % == != < > <= >= in'.split(' '), 'not in', 'and', 'or', '&&', '||', '??'),
        tie('source'),
      )
      .map((parts) => parts.join(' ')),
    fc.tuple(fc.constantFrom('-', '!', 'not '), tie('source')).map((parts) => parts.join('')),
    tie('source').map((inner) => `(${inner})`),
    fc.tuple(tie('source'), tie('source'), tie('source')).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
    fc.tuple(tie('source'), name).map(([object, key]) => `${object}.${key}`),
    fc.tuple(tie('source'), tie('source')).map(([object, key]) => `${object}[${key}]`),
    fc.array(tie('source'), { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
    fc
      .tuple(fc.constantFrom(...functionNames), fc.array(tie('source'), { maxLength: 3 }))
      .map(([call, args]) => `${call}(${args.join(', ')})`),
  ),
}));

/** Pieces of the grammar in any order: mostly nonsense. */
const tokens = fc
  .array(
    fc.oneof(
      literal,
      name,
      fc.constantFrom(
        ...'( ) [ ] , . ? : ?? ?. = == ! - + not and in ; { } " \' \\ ` $ # @ … “'.split(' '),
        ...functionNames,
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(' '));

const value = fc.jsonValue({ maxDepth: 3 }).map((json) => json as Value); // JSON is what a Value is
const scope: fc.Arbitrary<Scope> = fc
  .record({ deal: fc.dictionary(name, value), contact: fc.dictionary(name, value), local: fc.dictionary(name, value) })
  .map(exampleScope);

/** Checked by hand, because this is about what TypeScript believes already. */
function isData(result: unknown): boolean {
  if (typeof result === 'number') return Number.isFinite(result);
  if (result === null || typeof result === 'string' || typeof result === 'boolean') return true;
  if (typeof result !== 'object') return false;
  const isPlain = Array.isArray(result) || [Object.prototype, null].includes(Object.getPrototypeOf(result));
  return isPlain && Object.values(result).every(isData);
}

function outcome(text: string, within: Scope): Value | ExpressionError {
  try {
    return evaluate(text, within);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

test('D23: any source in any scope gives plain data or an ExpressionError', () => {
  const anySource = fc.oneof(
    { weight: 4, arbitrary: source },
    tokens,
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  fc.assert(
    fc.property(anySource, scope, (text, within) => {
      const result = outcome(text, within);
      if (result instanceof ExpressionError) return;
      expect([result, isData(result)]).toEqual([result, true]);
      expect(Object.prototype).not.toHaveProperty('polluted');
    }),
    runs,
  );
});

test('D23: the same source in the same scope gives the same result, and reads nothing that the check did not list', () => {
  fc.assert(
    fc.property(source, scope, (text, within) => {
      const result = outcome(text, within);
      expect(outcome(text, within)).toEqual(result);
      const check = checkExpression(text);
      if (!check.ok) return;
      const roots = new Set(check.reads.map((path) => path.split('.')[0] ?? ''));
      const only = (values: Record<string, Value>) =>
        Object.fromEntries(Object.entries(values).filter(([key]) => roots.has(key)));
      const parts = { deal: within.deal, contact: within.contact, local: only(within.local) };
      expect(outcome(text, exampleScope(parts))).toEqual(result);
    }),
    runs,
  );
});

test('a source that passes the check fails later only by its values', () => {
  fc.assert(
    fc.property(fc.oneof(source, tokens), scope, (text, within) => {
      const result = outcome(text, within);
      if (checkExpression(text).ok || !(result instanceof ExpressionError)) return;
      expect(checkExpression(text)).toMatchObject({
        ok: false,
        message: expect.any(String),
        position: expect.any(Number),
      });
    }),
    runs,
  );
});

test('D23: a template never throws', () => {
  const pieces = fc.array(fc.oneof(source, tokens, fc.constantFrom('{{', '}}', '{', '"', "'", '\\', 'текст ')), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(pieces, scope, (parts, within) => {
      expect(renderTemplate(parts.join(''), within)).toBeTypeOf('string');
    }),
    runs,
  );
});
