import { boundedCache } from '../expressions/bounded-cache.ts';
import { foldText, wordsOf } from './fold-text.ts';
import { stemEnglish } from './stem-english.ts';
import { stemRussian } from './stem-russian.ts';

/** A message prepared for keywords. Made once per message, however many flows look for words in it. */
export interface KeywordText {
  folded: string;
  words: { word: string; stem: string }[];
}

interface Keyword {
  folded: string;
  /** One for a word, several for a phrase, none for a sign such as "👍". */
  words: { word: string; stem: string; isPrefix: boolean }[];
}

const texts = boundedCache(131_072, readText);
const keywords = boundedCache(131_072, readKeyword);

export function keywordText(text: string): KeywordText {
  return texts.get(text.slice(0, 65_536));
}

/**
 * Whether a text holds a keyword, as whole words: "цена" is found in "цену" and "цены" (same stem) but not in "оценка";
 * "оплат*" stands for every word that begins so; words with spaces are a phrase whose words follow one another.
 */
export function hasKeyword(text: KeywordText, keyword: string): boolean {
  const { folded, words } = keywords.get(keyword);
  if (words.length === 0) return folded !== '' && text.folded.includes(folded);
  return text.words.some((_, start) =>
    words.every((wanted, i) => {
      const found = text.words[start + i];
      if (!found) return false;
      return wanted.isPrefix ? found.word.startsWith(wanted.word) : found.stem === wanted.stem;
    }),
  );
}

function readText(text: string): KeywordText {
  const folded = foldText(text);
  return { folded, words: wordsOf(folded).map((word) => ({ word, stem: stemOf(word) })) };
}

function readKeyword(keyword: string): Keyword {
  const folded = foldText(keyword);
  const marked = folded.match(/[\p{L}\p{M}\p{N}]+\*?/gu) ?? [];
  const words = marked.map((each) => {
    const word = each.replace('*', '');
    return { word, stem: stemOf(word), isPrefix: each.endsWith('*') };
  });
  return { folded, words };
}

/** Below this length words that have nothing in common share a stem: "да" and "дай". */
const shortestStem = 3;

/** A word longer than this is no word of a language, and not worth the work. */
const longestWord = 40;

export function stemOf(word: string): string {
  if (word.length > longestWord) return word;
  const stem = /^[а-я]+$/u.test(word) ? stemRussian(word) : /^[a-z]+$/u.test(word) ? stemEnglish(word) : word;
  return stem.length < shortestStem ? word : stem;
}
