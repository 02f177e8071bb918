import { checkExpression, type ExpressionCheck } from './check-expression.ts';
import { findTemplateFault, parseTemplate } from './template.ts';

/** Checks every hole of a text; the first fault counts. `position` is an offset in the template. */
export function checkTemplate(template: string): ExpressionCheck {
  const reads = new Set<string>();
  for (const part of parseTemplate(template)) {
    if (part.kind === 'text') continue;
    const check = checkExpression(part.source);
    if (!check.ok) return { ...check, position: part.at + check.position };
    for (const path of check.reads) reads.add(path);
  }
  const fault = findTemplateFault(template);
  return fault ? { ok: false, ...fault } : { ok: true, reads: [...reads] };
}
