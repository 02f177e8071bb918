import { parseTemplate } from '../../expressions/template.ts';
import type { Visit } from '../block-definition.ts';

/**
 * A JSON text with its holes filled. Inside quotes a hole becomes escaped text, outside them it becomes a JSON value:
 * `{"name": "{{ contact.name }}", "size": {{ deal.size }}}`. Throws ExpressionError.
 */
export function fillJson(template: string, visit: Visit): string {
  let json = '';
  let quoted = false;
  for (const part of parseTemplate(template)) {
    if (part.kind === 'text') {
      json += part.text;
      quoted = isInsideQuotes(part.text, quoted);
    } else if (quoted) {
      json += JSON.stringify(visit.text(`{{${part.source}}}`)).slice(1, -1);
    } else {
      json += JSON.stringify(visit.value(part.source));
    }
  }
  return json;
}

function isInsideQuotes(text: string, before: boolean): boolean {
  let quoted = before;
  for (let i = 0; i < text.length; i++) {
    if (quoted && text[i] === '\\') i++;
    else if (text[i] === '"') quoted = !quoted;
  }
  return quoted;
}
