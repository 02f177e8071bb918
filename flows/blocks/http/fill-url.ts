import { parseTemplate } from '../../expressions/template.ts';
import type { Visit } from '../block-definition.ts';

/** The address with every hole percent-encoded, unless a hole is its beginning; undefined when it is no web address. */
export function fillUrl(template: string, visit: Visit): string | undefined {
  const parts = parseTemplate(template.trim());
  const filled = parts.map((part, index) => {
    if (part.kind === 'text') return part.text;
    const value = visit.text(`{{${part.source}}}`);
    return index === 0 ? value : encodeURIComponent(value.toWellFormed());
  });
  const url = filled.join('');
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url).href : undefined;
}
