import i18next from 'i18next';
import english from '../locales/en/bot.json';

/*
 * Flows give their reasons in English sentences: traces, logs and texts of flows have one language. `locales/en/bot.json` has
 * those sentences, with `{{name}}` for what varies, and the other languages say them again.
 */

/** Parts of a sentence that are sentences or words of the list themselves. */
const spoken = new Set(['reason', 'first', 'second', 'statement', 'type', 'unit']);
const deepest = 8;

interface Phrase {
  key: string;
  pattern: RegExp;
}

/** What joins or qualifies other sentences, and so is looked for after all that stand alone, in this order. */
const joining = [
  ...['also', 'false_and', 'is_false', 'cannot_be_computed', 'both'],
  ...['contains', 'not_contains', 'starts_with', 'one_of', 'is_set', 'is_empty', 'at_setting'],
];

const phrases: readonly Phrase[] = Object.entries(english)
  .map(([key, sentence]) => {
    const parts = sentence.split(/\{\{(\w+)\}\}/);
    const source = parts.map((part, at) => (at % 2 === 0 ? literally(part) : `(?<${part}>.+?)`)).join('');
    // Of two that fit, the one with more words of its own says more.
    const weight = joining.includes(key)
      ? -joining.indexOf(key)
      : 1 + parts.filter((_, at) => at % 2 === 0).join('').length;
    return { key, pattern: new RegExp(`^${source}$`, 's'), weight };
  })
  .sort((a, b) => b.weight - a.weight);

/** A reason that a flow gave, in the reader's language; as it is when nobody has translated it. */
export function botWords(text: string, depth = 0): string {
  if (i18next.language === 'en' || depth > deepest) return text;
  for (const { key, pattern } of phrases) {
    const match = pattern.exec(text);
    if (!match) continue;
    const values = Object.entries(match.groups ?? {}).map(([name, value]) => [
      name,
      spoken.has(name) ? botWords(value, depth + 1) : value,
    ]);
    return String(i18next.t(`bot:${key}`, { defaultValue: text, ...Object.fromEntries(values) }));
  }
  return text;
}

/** Some places begin the same sentence with a small letter. */
function literally(text: string): string {
  const safe = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return safe.replace(/^[a-zA-Z]/, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
