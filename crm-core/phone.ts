import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A phone as a person typed it, in E.164 (`+79991234567`); undefined when it is none. `country` (ISO 3166-1 alpha-2) is
 * how numbers without a country code are read.
 */
export function parsePhone(typed: string, country: string): string | undefined {
  const phone = parsePhoneNumberFromString(typed, isSupportedCountry(country) ? country : undefined);
  // Parsing alone makes "+712345" of "12345".
  return phone?.isValid() ? phone.number : undefined;
}

/** Whether a phone that a messenger vouches for looks like E.164. Numbering plans change faster than any library. */
export function isE164(phone: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(phone);
}
