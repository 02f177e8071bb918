import { boundedCache } from './bounded-cache.ts';
import { limits } from './limits.ts';

/** A text with holes: `Hello, {{ contact.name ?? "friend" }}!` */
export type TemplatePart = { kind: 'text'; text: string } | { kind: 'hole'; source: string; at: number };

const cache = boundedCache(524_288, split);

/** A `{{` that nothing closes is text; a checker may ask `hasOpenHole`. */
export function parseTemplate(template: string): readonly TemplatePart[] {
  return cache.get(template);
}

/** Offset of a `{{` that nothing closes. */
export function findOpenHole(template: string): number | undefined {
  const last = parseTemplate(template).at(-1);
  const open = last?.kind === 'text' ? last.text.indexOf('{{') : -1;
  return last?.kind === 'text' && open >= 0 ? template.length - last.text.length + open : undefined;
}

function split(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (;;) {
    const open = template.indexOf('{{', from);
    const close = open < 0 ? -1 : closingBraces(template, open + 2);
    if (close < 0) break;
    if (open > from) parts.push({ kind: 'text', text: template.slice(from, open) });
    parts.push({ kind: 'hole', source: template.slice(open + 2, close), at: open + 2 });
    from = close + 2;
  }
  if (from < template.length) parts.push({ kind: 'text', text: template.slice(from) });
  return parts;
}

/** The `}}` that ends a hole. Braces inside quotes do not count, unless the quotes are not closed within the longest hole. */
function closingBraces(template: string, from: number): number {
  const end = Math.min(template.length, from + limits.sourceLength + 1);
  let quote = '';
  for (let i = from; i < end; i++) {
    const char = template[i] ?? '';
    if (quote === '' && char === '}' && template[i + 1] === '}') return i;
    if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (quote !== '' && char === '\\') i++;
    else if (char === quote) quote = '';
  }
  return template.indexOf('}}', from);
}
