import { dateFunctions } from './functions/dates.ts';
import type { ExpressionFunction } from './functions/expression-function.ts';
import { listFunctions } from './functions/lists.ts';
import { numberFunctions } from './functions/numbers.ts';
import { textFunctions } from './functions/texts.ts';

const functions = [...numberFunctions, ...textFunctions, ...listFunctions, ...dateFunctions];

/** A map, not an object: `constructor` and `toString` are names that nobody has. */
const byName: ReadonlyMap<string, ExpressionFunction> = new Map(functions.map((each) => [each.name, each]));

export const functionNames: readonly string[] = functions.map((each) => each.name);

export interface FunctionDescription {
  name: string;
  /** For example `round(number, digits?)`. */
  signature: string;
  /** A call and its result, for example `round(2.345, 2) → 2.35`. */
  example: string;
}

/** For documentation and autocompletion. */
export function describeFunctions(): FunctionDescription[] {
  return functions.map(({ name, signature, example }) => ({ name, signature, example }));
}

export type FoundFunction = { ok: true; call: ExpressionFunction['call'] } | { ok: false; message: string };

/** The function of that name if it takes that many arguments. */
export function findFunction(name: string, args: number): FoundFunction {
  const found = byName.get(name);
  if (!found) return { ok: false, message: `Unknown function: ${name}` };
  const [least, most] = found.takes;
  return args < least || args > most
    ? { ok: false, message: `Write ${found.signature}` }
    : { ok: true, call: found.call };
}
