import { RE2JS, RE2JSException } from 're2js';
import { boundedCache } from '../expressions/bounded-cache.ts';

/**
 * Regular expressions of strangers on messages of strangers. RE2 never backtracks: time is text × programme, and both
 * are bounded. The price: no look-around and no back-references; `\w` and `\b` know ASCII only, `\p{L}` every letter.
 */
export type SafeRegex = { ok: true; find(text: string): RegexMatch | undefined } | { ok: false; why: string };

interface RegexMatch {
  /** The named groups that took part. */
  groups: Record<string, string>;
}

const longestPattern = 1024;
const longestText = 16_384;
/** RE2's instructions: `\p{L}{1000}` makes a thousand of ten characters. */
const largestProgramme = 1000;
/** Characters × instructions of one search: some 50 ms at worst. */
const mostWork = 1_600_000;

const cache = boundedCache(16_384, compile); // some hundred patterns: a compiled one is heavy

export function safeRegex(pattern: string): SafeRegex {
  const tooLong = `The pattern is longer than ${longestPattern} characters`;
  return pattern.length > longestPattern ? { ok: false, why: tooLong } : cache.get(pattern);
}

function compile(pattern: string): SafeRegex {
  try {
    const compiled = RE2JS.compile(pattern.normalize('NFC'), RE2JS.CASE_INSENSITIVE);
    const size = compiled.programSize();
    if (size > largestProgramme) return { ok: false, why: 'The pattern repeats too much' };
    const longest = Math.min(longestText, Math.floor(mostWork / size));
    return { ok: true, find: (text) => find(compiled, text.slice(0, longest)) };
  } catch (error) {
    if (error instanceof RE2JSException) return { ok: false, why: error.message };
    throw error;
  }
}

function find(compiled: RE2JS, text: string): RegexMatch | undefined {
  const matcher = compiled.matcher(text.normalize('NFC'));
  if (!matcher.find()) return undefined;
  const found = Object.entries(matcher.getNamedGroups()).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return { groups: Object.fromEntries(found) };
}
