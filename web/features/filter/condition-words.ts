import type { TFunction } from 'i18next';
import type { Condition } from '../../../api/contract/deal-filter.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import { formatMoney } from '../../ui/money.ts';
import type { PickOption } from '../../ui/pick-list.tsx';
import { variableText } from '../../ui/variable-text.ts';
import { operandForm } from './condition-forms.ts';

interface Words {
  t: TFunction<'filter'>;
  language: string;
  currency: string;
  optionsOf: (field: NamedField) => PickOption[];
}

const mostNamed = 2;

/** What a chip says after the field's name: `≥ 5 000 ₽`, `Новая, Переговоры`, `за последние 7 дней`. */
export function conditionWords(field: NamedField, { op, value }: Condition, words: Words): string {
  const { t, language } = words;
  const form = operandForm(field, op);
  const single = (one: unknown): string => {
    if (form.kind === 'money') return formatMoney(Number(one), form.currency ?? words.currency, language);
    if (form.kind === 'number') return new Intl.NumberFormat(language).format(Number(one));
    if (form.kind === 'day') return dayWords(String(one), language);
    return variableText(one, language);
  };
  switch (form.kind) {
    case 'none':
      return t(`says.${op}`);
    case 'days':
      return t(`says.${op}`, { count: Number(value) });
    case 'list': {
      const names = (Array.isArray(value) ? value : []).map((one) => nameOf(String(one), words.optionsOf(field)));
      const named = new Intl.ListFormat(language, { type: op === 'all_of' ? 'conjunction' : 'unit', style: 'narrow' });
      const shown = names.slice(0, mostNamed);
      const text = op === 'all_of' ? named.format(shown) : shown.join(', ');
      return t(`says.${op}`, { value: names.length > mostNamed ? `${text} +${names.length - mostNamed}` : text });
    }
    default: {
      const [from, to] = Array.isArray(value) ? value : [value, undefined];
      const of = form.kind === 'day' ? 'day' : typeof value === 'string' ? 'text' : 'number';
      return t(`says.${of}.${op}`, { value: single(from), to: to === undefined ? '' : single(to) });
    }
  }
}

function nameOf(value: string, options: readonly PickOption[]): string {
  return options.find((one) => one.value === value)?.label ?? value;
}

/** A day as it is meant, whatever the zone of the browser. */
function dayWords(day: string, language: string): string {
  const thisYear = day.startsWith(String(new Date().getFullYear()));
  const format = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(!thisYear && { year: 'numeric' }),
    timeZone: 'UTC',
  });
  return format.format(new Date(day.slice(0, 10))).replace('.', '');
}
