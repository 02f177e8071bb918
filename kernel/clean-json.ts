import { badInput } from './errors.ts';

const maxDepth = 64;

/** Text that PostgreSQL can store: U+0000 removed, lone surrogates replaced (it refuses both, SQLSTATE 22021 and 22P05). */
export function cleanText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes('\u0000') ? wellFormed.replaceAll('\u0000', '') : wellFormed;
}

/**
 * Parses JSON from outside. Nesting is measured on the text before parsing (limit 64: deep values overflow
 * stringifiers and databases). Throws `bad_input`. Strings and keys come back storable, and `__proto__` keys are dropped.
 */
export function parseJson(text: string): unknown {
  if (jsonDepth(text) > maxDepth) throw badInput(`JSON is nested deeper than ${maxDepth} levels`);
  try {
    const value: unknown = JSON.parse(text);
    // Most bodies hold nothing that could be unstorable, and are not walked.
    return text.isWellFormed() && !/\\u|__proto__/.test(text) ? value : cleanJson(value);
  } catch (cause) {
    throw badInput(`Not valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`);
  }
}

/** The same value with every string and key made storable. Returns the value itself when nothing had to change. */
export function cleanJson(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanJson);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const clean: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key !== '__proto__') clean[cleanText(key)] = cleanJson(item);
  }
  return clean;
}

/** Deepest nesting of brackets outside strings; cheap enough for every webhook. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 92) i++;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123 || code === 91) deepest = Math.max(deepest, ++depth);
    else if (code === 125 || code === 93) depth--;
  }
  return deepest;
}
