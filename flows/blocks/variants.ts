import { z } from 'zod';
import type { Visit } from './block-definition.ts';
import { field, type Label, template } from './fields.ts';

/** One text, or several of which one is drawn each time. */
export function variants(label: Label) {
  const text = template(label, 16_000);
  return field(z.union([text, z.array(text).min(1).max(50)]), label);
}

export function hasText(texts: string | readonly string[]): boolean {
  return [texts].flat().some((text) => text.trim() !== '');
}

/** Filled in; empty when there is nothing to say, which messengers would refuse. */
export function drawText(texts: string | readonly string[], visit: Visit): string {
  const all = [texts].flat();
  const drawn = all.length > 1 ? all[Math.floor(visit.turn.random() * all.length)] : all[0];
  return visit.text(drawn ?? '').trim();
}
