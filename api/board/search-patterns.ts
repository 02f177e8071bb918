import { parsePhone } from '../../crm-core/phone.ts';

export interface SearchPatterns {
  /** For ILIKE. */
  text: string;
  /** For ILIKE, when what was typed can be a phone or a part of one: phones are stored as `+79991234567`. */
  phone: string | undefined;
}

export function searchPatterns(typed: string, country: string): SearchPatterns {
  return { text: `%${escapeLike(typed)}%`, phone: phonePattern(typed, country) };
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** `8 (999) 123-45-67` finds +79991234567, and so does its end `45-67`. */
function phonePattern(typed: string, country: string): string | undefined {
  if (!/^[\d\s()+.-]+$/.test(typed)) return undefined;
  const digits = typed.replace(/\D/g, '');
  if (digits.length < 3) return undefined;
  return `%${parsePhone(typed, country) ?? digits}%`;
}
