import { boundedCache } from '../expressions/bounded-cache.ts';

const cache = boundedCache(262_144, fold);
const longest = 65_536;

/**
 * A text as people compare it: compatibility forms unified (NFKC), lower case, ё as е, spaces collapsed, punctuation at
 * the ends dropped. What is nothing but punctuation stays, so that "?" can be matched. Reads the first 64 KB.
 */
export function foldText(text: string): string {
  return cache.get(text.slice(0, longest));
}

/** The words of a folded text: runs of letters, marks and digits. */
export function wordsOf(folded: string): string[] {
  return folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function fold(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ').trim();
  return withoutEndPunctuation(plain) || plain;
}

/** Not `/start`, `@name`, `#tag`, `50%`, `оплат*`: there the sign is part of the word. */
const droppable = /[^\P{P}/@#%&*]|\s/u;

/** A loop, because `[…]+$` as a regular expression takes quadratic time on a long run of dots inside a text. */
function withoutEndPunctuation(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && droppable.test(text[start] ?? '')) start++;
  while (end > start && droppable.test(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}
