import { toText } from './convert.ts';
import { evaluateTree } from './evaluate.ts';
import { ExpressionError } from './expression-error.ts';
import { limits } from './limits.ts';
import { parseExpression } from './parse-expression.ts';
import { type Run, startRun } from './run.ts';
import { findTemplateFault, parseTemplate, type TemplatePart } from './template.ts';
import type { Scope } from './value.ts';

/** `position` counts from the start of the template. */
export type OnTemplateError = (error: { message: string; position: number }) => void;

/**
 * Fills the holes of a text: `{{ expression }}`. What may be unset gets a fallback inside the language: `{{ name ?? "friend" }}`.
 * Never throws, because half a message is better than none: a broken hole is left empty and told to `onError`.
 */
export function renderTemplate(template: string, scope: Scope, onError?: OnTemplateError): string {
  if (!template.includes('{{')) return template;
  const run = startRun(scope); // one budget for all holes: a template is bounded as an expression is
  const fault = findTemplateFault(template);
  if (fault) onError?.(fault);
  let text = '';
  for (const part of parseTemplate(template)) {
    text += part.kind === 'text' ? part.text : fill(part, run, onError);
    if (text.length > limits.textLength) {
      onError?.({ message: `Text longer than ${limits.textLength} characters`, position: 0 });
      return text.slice(0, limits.textLength).toWellFormed();
    }
  }
  return text;
}

function fill(hole: TemplatePart & { kind: 'hole' }, run: Run, onError: OnTemplateError | undefined): string {
  try {
    return toText(evaluateTree(parseExpression(hole.source), run), run);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    onError?.({ message: error.message, position: hole.at + (error.position ?? 0) });
    return '';
  }
}
