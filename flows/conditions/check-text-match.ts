import { assertNever } from '../../kernel/assert-never.ts';
import { checkExpression } from '../expressions/check-expression.ts';
import { foldText, wordsOf } from './fold-text.ts';
import { safeRegex } from './safe-regex.ts';
import type { TextMatch } from './text-match.ts';

/** What is wrong with a match, for the flow checker (PRODUCT M5). Empty when nothing is. */
export function checkTextMatch(match: TextMatch): string[] {
  return [...checkKind(match), ...checkWhen(match.when)];
}

function checkKind(match: TextMatch): string[] {
  switch (match.kind) {
    case 'any':
      return [];
    case 'exact':
      return checkAlternatives(match.alternatives);
    case 'similar':
      return [...checkAlternatives(match.alternatives), ...match.alternatives.filter(isTooShort).map(tooShort)];
    case 'keywords':
      return [match.all, match.anyOf, match.none].some((list) => list?.some((each) => foldText(each) !== ''))
        ? []
        : ['No keywords: every message matches'];
    case 'regex':
      return checkPattern(match.pattern);
    default:
      return assertNever(match);
  }
}

function checkAlternatives(alternatives: readonly string[]): string[] {
  return alternatives.some((each) => foldText(each) !== '') ? [] : ['No text to compare with: no message matches'];
}

/** One typo in a word of up to three letters is already a third of it. */
function isTooShort(alternative: string): boolean {
  const folded = foldText(alternative);
  return wordsOf(folded).length === 1 && folded.length < 4;
}

function tooShort(alternative: string): string {
  return `"${alternative}" is too short to allow for typos; use an exact match`;
}

function checkPattern(pattern: string): string[] {
  if (pattern === '') return ['The pattern is empty: every message matches'];
  const regex = safeRegex(pattern);
  return regex.ok ? [] : [`The pattern cannot be used: ${regex.why}`];
}

function checkWhen(when: string | undefined): string[] {
  if (!when?.trim()) return [];
  const check = checkExpression(when);
  return check.ok ? [] : [`The additional condition cannot be read: ${check.message}`];
}
