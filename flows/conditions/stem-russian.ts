/**
 * Snowball's stemmer for Russian (snowballstem.org/algorithms/russian/stemmer.html): "цена", "цену", "ценами" → "цен".
 * One thing is added: "запись" and "подпись" are nouns, not reflexive verbs. Expects lower case with ё written as е.
 */
export function stemRussian(word: string): string {
  const rvStart = afterVowel(word, 0);
  const r2Start = afterSyllable(word, afterSyllable(word, 0));
  let rv = withoutInflection(word.slice(rvStart));
  rv = cut(rv, /и$/u) ?? rv;
  if (rvStart + rv.length > r2Start) {
    const r2 = (word.slice(0, rvStart) + rv).slice(r2Start);
    if (/ость?$/u.test(r2)) rv = rv.replace(/ость?$/u, '');
  }
  rv = cut(rv, /(?<=н)н$/u) ?? withoutSuperlative(rv) ?? cut(rv, /ь$/u) ?? rv;
  return word.slice(0, rvStart) + rv;
}

const gerund = /(?:ив|ивши|ившись|ыв|ывши|ывшись|(?<=[ая])(?:в|вши|вшись))$/u;
const reflexive = /(?:ся|(?<!пи)сь)$/u;
const adjective = /(?:ее|ие|ые|ое|ими|ыми|ей|ий|ый|ой|ем|им|ым|ом|его|ого|ему|ому|их|ых|ую|юю|ая|яя|ою|ею)$/u;
const participle = /(?:ивш|ывш|ующ|(?<=[ая])(?:ем|нн|вш|ющ|щ))$/u;
const verb =
  /(?:ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю|(?<=[ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно))$/u;
const noun =
  /(?:а|ев|ов|ие|ье|е|иями|ями|ами|еи|ии|и|ией|ей|ой|ий|й|иям|ям|ием|ем|ам|ом|о|у|ах|иях|ях|ы|ь|ию|ью|ю|ия|ья|я)$/u;

function withoutInflection(rv: string): string {
  const withoutGerund = cut(rv, gerund);
  if (withoutGerund !== undefined) return withoutGerund;
  const active = cut(rv, reflexive) ?? rv;
  const withoutAdjective = cut(active, adjective);
  if (withoutAdjective !== undefined) return cut(withoutAdjective, participle) ?? withoutAdjective;
  return cut(active, verb) ?? cut(active, noun) ?? active;
}

function withoutSuperlative(rv: string): string | undefined {
  const stem = cut(rv, /ейше?$/u);
  return stem?.endsWith('нн') ? stem.slice(0, -1) : stem;
}

/** `text` without its longest ending; undefined when it has none. `$` makes the leftmost match the longest. */
function cut(text: string, ending: RegExp): string | undefined {
  const at = text.search(ending);
  return at < 0 ? undefined : text.slice(0, at);
}

const vowels = 'аеиоуыэюя';

function afterVowel(word: string, from: number): number {
  for (let i = from; i < word.length; i++) if (vowels.includes(word.charAt(i))) return i + 1;
  return word.length;
}

/** Behind the first consonant that follows a vowel. */
function afterSyllable(word: string, from: number): number {
  for (let i = afterVowel(word, from); i < word.length; i++) if (!vowels.includes(word.charAt(i))) return i + 1;
  return word.length;
}
