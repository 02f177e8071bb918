import i18next from 'i18next';

interface Refused {
  why: string;
  message: string;
  /** Of `missing_fields`: what has to be filled. */
  fields?: string[] | undefined;
}

/** Why the rules said no, in the reader's language. `ui:refused` has a sentence for every refusal that the server knows. */
export function explainRefusal({ why, message, fields = [] }: Refused): string {
  return i18next.t(`ui:refused.${why}`, { defaultValue: message, fields: fields.map(fieldName).join(', ') });
}

/** `contact.phone` has a name in the interface; `deal.size` is the variable `size`. */
function fieldName(field: string): string {
  // The names have points in them, which otherwise separate levels.
  const defaultValue = field.replace(/^(deal|contact)\./, '');
  return i18next.t(`field|${field}`, { ns: 'ui', keySeparator: '|', defaultValue });
}
