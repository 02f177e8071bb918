/**
 * Takes inflections off an English word, and no more: "prices", "priced", "pricing" → "pric". A lighter thing than Porter's
 * stemmer, whose later steps make one word of "general" and "generic", which a keyword does not want.
 */
export function stemEnglish(word: string): string {
  return withoutEnd(withoutTense(withoutPlural(word)));
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies')) return withY(word);
  return /(?:^.{1,2}|[su])s$/u.test(word) ? word : word.replace(/s$/u, '');
}

function withoutTense(word: string): string {
  if (word.endsWith('ied')) return withY(word);
  if (word.endsWith('eed')) return word;
  const stem = word.replace(/(?:ed|ing)$/u, '');
  return /[aeiouy]/u.test(stem) ? stem : word;
}

/** "deliveries" → "delivery", but "ties" → "tie". */
function withY(word: string): string {
  return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

/** "price" must meet "pricing", and "cancel" "cancelled": a last e and a doubled last consonant do not count. */
function withoutEnd(word: string): string {
  return word.replace(/e$/u, '').replace(/([^aeiouy])\1$/u, '$1');
}
