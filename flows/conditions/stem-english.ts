/**
 * The first step of Porter's stemmer (tartarus.org/martin/PorterStemmer): inflections only, "prices" → "price",
 * "ordered", "ordering" → "order". The later steps make "general" of "generic", which a keyword does not want.
 */
export function stemEnglish(word: string): string {
  return withoutFinalE(withVowelY(withoutTense(withoutPlural(word))));
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies')) return `${word.slice(0, -3)}${word.length > 4 ? 'y' : 'ie'}`;
  return word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us') ? word.slice(0, -1) : word;
}

function withoutTense(word: string): string {
  if (word.endsWith('ied')) return `${word.slice(0, -3)}${word.length > 4 ? 'y' : 'ie'}`;
  if (word.endsWith('eed')) return word;
  const stem = /(?:ed|ing)$/u.test(word) ? word.replace(/(?:ed|ing)$/u, '') : undefined;
  if (stem === undefined || !/[aeiouy]/u.test(stem)) return word;
  return /([^aeiouylsz])\1$/u.test(stem) ? stem.slice(0, -1) : stem;
}

/** "pay" and "buy" keep their y; so does a word like "try", where nothing but its y is a vowel. */
function withVowelY(word: string): string {
  return /[aeiou].*[^aeiou]y$/u.test(word) ? `${word.slice(0, -1)}i` : word;
}

/** "price" must meet "pricing", whose stem has lost the e. */
function withoutFinalE(word: string): string {
  return word.length > 3 && word.endsWith('e') ? word.slice(0, -1) : word;
}
