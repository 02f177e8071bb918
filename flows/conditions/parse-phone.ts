import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * The phone number in a text, as E.164. It may stand inside a sentence; without a country's prefix it is read as one of
 * `country`, else as an international number without its plus, which is how WhatsApp writes them, or with 00 for it.
 */
export function parsePhone(text: string, country = ''): string | undefined {
  const start = text.trim().slice(0, 200);
  const defaultCountry = isSupportedCountry(country) ? country : undefined;
  const readings = [parsePhoneNumberFromString(start, defaultCountry && { defaultCountry })];
  if (/^\d{11,15}$|^00[1-9]/u.test(start)) readings.push(parsePhoneNumberFromString(`+${start.replace(/^00/u, '')}`));
  // A number that parses need not exist: "12345" parses in most countries.
  return readings.find((phone) => phone?.isValid())?.number;
}
