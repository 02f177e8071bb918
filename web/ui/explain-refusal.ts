import i18next from 'i18next';
import type { FieldView } from '../../api/contract/fields.ts';

interface Refused {
  why: string;
  message: string;
  /** Of `missing_fields`: what has to be filled. */
  fields?: string[] | undefined;
  /** What the sentence tells besides: names, limits. */
  details?: Record<string, unknown> | undefined;
}

/** A custom field as refusals name it. */
export type Own = Pick<FieldView, 'entity' | 'key' | 'name'>;

/** Why the rules said no, in the reader's language. `ui:refused` has a sentence for every refusal that the server knows. */
export function explainRefusal({ why, message, fields = [], details }: Refused, own: readonly Own[] = []): string {
  const names = fields.map(
    (field) => own.find((one) => `${one.entity}.${one.key}` === field)?.name ?? fieldName(field),
  );
  return i18next.t(`ui:refused.${why}`, { ...details, defaultValue: message, fields: names.join(', ') });
}

/** `contact.phone` has a name in the interface; `deal.size` is the variable `size`. */
function fieldName(field: string): string {
  // The names have points in them, which otherwise separate levels.
  const defaultValue = field.replace(/^(deal|contact)\./, '');
  return i18next.t(`field|${field}`, { ns: 'ui', keySeparator: '|', defaultValue });
}
