import { z } from 'zod';
import { assertNever } from '../../../kernel/assert-never.ts';
import { defineBlock, type Verdict, type Visit } from '../block-definition.ts';
import type { Outcome } from '../block-turn.ts';
import { expression, field, filledTemplate, type Label } from '../fields.ts';
import { next } from '../verdicts.ts';

const titles = {
  set: { ru: 'Записать', en: 'Set' },
  add_tags: { ru: 'Добавить метки', en: 'Add tags' },
  remove_tags: { ru: 'Убрать метки', en: 'Remove tags' },
  block: { ru: 'Заблокировать', en: 'Block' },
  unsubscribe: { ru: 'Отписать от рассылок', en: 'Unsubscribe' },
} satisfies Record<string, Label>;

const kind = <Kind extends keyof typeof titles>(kind: Kind) => ({ kind: field(z.literal(kind), titles[kind]) });
const tags = {
  tags: field(
    z
      .array(filledTemplate({ ru: 'Метка', en: 'Tag' }, 60))
      .min(1)
      .max(20),
    { ru: 'Метки', en: 'Tags' },
  ),
};
const fieldName = field(
  z
    .string()
    .regex(/^[\p{L}_][\p{L}\p{N}_]{0,63}$/u)
    .refine((name) => !['__proto__', 'constructor', 'prototype'].includes(name), 'This name is reserved'),
  { ru: 'Поле', en: 'Field' },
);

const action = z.discriminatedUnion('kind', [
  /** A field (`name`, `phone`, `email`) or a variable. */
  z.strictObject({ ...kind('set'), field: fieldName, to: expression({ ru: 'Значение', en: 'Value' }) }),
  z.strictObject({ ...kind('add_tags'), ...tags }),
  z.strictObject({ ...kind('remove_tags'), ...tags }),
  z.strictObject(kind('block')),
  z.strictObject(kind('unsubscribe')),
]);
type Action = z.infer<typeof action>;

/** Changes what the CRM knows of the customer. Actions run in order; the first that is refused stops the rest. */
export const contact = defineBlock({
  type: 'contact',
  family: 'crm',
  title: { ru: 'Клиент', en: 'Contact' },
  settings: z.strictObject({ actions: field(z.array(action).min(1).max(20), { ru: 'Действия', en: 'Actions' }) }),
  ports: () => [{ id: 'next' }, { id: 'error' }],
  summary: ({ actions }, locale) => actions.map((action) => summaryOf(action, locale)).join(', '),
  enter: ({ actions }, visit) => doAll(actions, visit),
});

async function doAll(actions: readonly Action[], visit: Visit): Promise<Verdict> {
  for (const action of actions) {
    const outcome = await perform(action, visit);
    if (outcome.kind === 'refused') return outcome;
  }
  return next('done');
}

function perform(action: Action, visit: Visit): Promise<Outcome> {
  switch (action.kind) {
    case 'set':
      return visit.set(`contact.${action.field}`, visit.value(action.to));
    case 'add_tags':
    case 'remove_tags': {
      const filled = action.tags.map((tag) => visit.text(tag).trim()).filter((tag) => tag !== '');
      return visit.turn.contact({ kind: action.kind, tags: filled });
    }
    case 'block':
    case 'unsubscribe':
      return visit.turn.contact(action);
    default:
      return assertNever(action);
  }
}

function summaryOf(action: Action, locale: 'ru' | 'en'): string {
  const title = titles[action.kind][locale];
  if (action.kind === 'set') return `${action.field} = ${action.to}`;
  return 'tags' in action ? `${title}: ${action.tags.join(', ')}` : title;
}
