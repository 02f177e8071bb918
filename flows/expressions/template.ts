import { boundedCache } from './bounded-cache.ts';
import { limits } from './limits.ts';

export type TemplatePart = { kind: 'text'; text: string } | { kind: 'hole'; source: string; at: number };

interface Template {
  parts: readonly TemplatePart[];
  fault?: TemplateFault;
}

interface TemplateFault {
  message: string;
  position: number;
}

const cache = boundedCache(524_288, split);

/** A text with holes, taken apart: `Hello, {{ contact.name ?? "friend" }}!` */
export function parseTemplate(template: string): readonly TemplatePart[] {
  return cache.get(template).parts;
}

/** Why the last part of a template is but text, though it has a `{{`. */
export function findTemplateFault(template: string): TemplateFault | undefined {
  return cache.get(template).fault;
}

function split(template: string): Template {
  const parts: TemplatePart[] = [];
  let holes = 0;
  let from = 0;
  for (let open = template.indexOf('{{'); open >= 0; open = template.indexOf('{{', from)) {
    const close = closingBraces(template, open + 2);
    if (close < 0 || holes === limits.holes) {
      const message = close < 0 ? 'A {{ without its }}' : `More than ${limits.holes} holes`;
      return { parts: [...parts, { kind: 'text', text: template.slice(from) }], fault: { message, position: open } };
    }
    if (open > from) parts.push({ kind: 'text', text: template.slice(from, open) });
    parts.push({ kind: 'hole', source: template.slice(open + 2, close), at: open + 2 });
    holes++;
    from = close + 2;
  }
  if (from < template.length) parts.push({ kind: 'text', text: template.slice(from) });
  return { parts };
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
