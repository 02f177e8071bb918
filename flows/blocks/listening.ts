import { z } from 'zod';
import { matchText } from '../conditions/match-text.ts';
import type { TextMatch } from '../conditions/text-match.ts';
import type { ListenerRule } from './block-definition.ts';
import { field } from './fields.ts';

/** Settings that start blocks share. */
export const priority = field(z.int().min(-1000).max(1000), { ru: 'Приоритет', en: 'Priority' }).default(10);
export const interrupts = field(z.boolean(), {
  ru: 'Прерывает любой вопрос',
  en: 'Interrupts whatever goes on',
}).default(false);
export const once = field(z.boolean(), { ru: 'Один раз для клиента', en: 'Once per customer' }).default(false);

/** Listens to what customers write. The run gets the groups of a regular expression as `local.groups`. */
export function matchRule(match: TextMatch): Pick<ListenerRule, 'hears'> {
  return {
    hears(event, scope) {
      if (event.kind !== 'words') return undefined;
      const { matched, groups } = matchText(match, event.text, scope);
      if (!matched) return undefined;
      return { why: matchSummary(match), ...(groups && { local: { groups } }) };
    },
  };
}

/** `~ price, cost`: what a match looks for, in one line. */
export function matchSummary(match: TextMatch): string {
  switch (match.kind) {
    case 'any':
      return '*';
    case 'exact':
      return match.alternatives.join(', ');
    case 'similar':
      return `≈ ${match.alternatives.join(', ')}`;
    case 'keywords':
      return `~ ${[...(match.all ?? []), ...(match.anyOf ?? [])].join(', ')}`;
    case 'regex':
      return `/${match.pattern}/`;
  }
}
