import { assertNever } from '../../kernel/assert-never.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { ExpressionError } from '../expressions/expression-error.ts';
import { isTruthy, type Scope } from '../expressions/value.ts';
import { foldText } from './fold-text.ts';
import { hasKeyword, keywordText } from './keywords.ts';
import { safeRegex } from './safe-regex.ts';
import { isSimilar } from './similarity.ts';
import type { TextMatch } from './text-match.ts';

export interface TextMatchResult {
  matched: boolean;
  /** Named groups of a regular expression. */
  groups?: Record<string, string>;
}

const unmatched: TextMatchResult = { matched: false };

/** Whether a message is what a start or an answer waits for (PRODUCT D20). Total: what is broken does not match. */
export function matchText(match: TextMatch, text: string, scope: Scope): TextMatchResult {
  const result = matchKind(match, text);
  if (!result.matched || hasAny(text, match.not) || !holds(match.when, scope)) return unmatched;
  return result;
}

function matchKind(match: TextMatch, text: string): TextMatchResult {
  switch (match.kind) {
    case 'any':
      return { matched: true };
    case 'exact':
      return { matched: folded(match.alternatives).includes(foldText(text)) };
    case 'similar': {
      const heard = foldText(text);
      return { matched: folded(match.alternatives).some((each) => isSimilar(each, heard, match.threshold)) };
    }
    case 'keywords':
      return { matched: matchKeywords(match, text) };
    case 'regex': {
      const regex = safeRegex(match.pattern);
      const found = regex.ok ? regex.find(text) : undefined;
      return found ? { matched: true, groups: found.groups } : unmatched;
    }
    default:
      return assertNever(match);
  }
}

/** With neither `all` nor `anyOf` there is nothing to look for: only the negative list is asked. */
function matchKeywords(match: TextMatch & { kind: 'keywords' }, text: string): boolean {
  const prepared = keywordText(text);
  const all = (match.all ?? []).every((keyword) => hasKeyword(prepared, keyword));
  const any = !match.anyOf?.length || hasAny(text, match.anyOf);
  return all && any && !hasAny(text, match.none);
}

function hasAny(text: string, keywords: readonly string[] | undefined): boolean {
  if (!keywords?.length) return false;
  const prepared = keywordText(text);
  return keywords.some((keyword) => hasKeyword(prepared, keyword));
}

/** Blank alternatives are left out: a photograph without a caption must not match them. */
function folded(alternatives: readonly string[]): string[] {
  return alternatives.map(foldText).filter((each) => each !== '');
}

function holds(when: string | undefined, scope: Scope): boolean {
  if (!when?.trim()) return true;
  try {
    return isTruthy(evaluate(when, scope));
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}
