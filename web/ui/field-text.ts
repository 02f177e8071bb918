import type { FieldView } from '../../api/contract/fields.ts';
import { formatMoney } from './money.ts';
import { variableText } from './variable-text.ts';

interface Reader {
  language: string;
  memberName: (id: string) => string | undefined;
}

/** A custom field's value as people read it. What does not fit the type is shown as it is; a file has a picture of its own. */
export function fieldText(
  field: Pick<FieldView, 'type' | 'options'>,
  value: unknown,
  { language, memberName }: Reader,
): string {
  if (value === null || value === undefined) return '—';
  switch (field.type) {
    case 'money':
      if (typeof value === 'number' && field.options.currency)
        return formatMoney(value, field.options.currency, language);
      return variableText(value, language);
    case 'date':
      return typeof value === 'string' ? dayText(value, language) : variableText(value, language);
    case 'member':
      return memberName(String(value)) ?? '—';
    case 'file':
      return '📎';
    default:
      return variableText(value, language);
  }
}

/** `31 марта 2026 г.`: a day has no time and no zone. */
function dayText(day: string, language: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}
