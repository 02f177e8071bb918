import { readNumeral } from '../expressions/numerals.ts';

/** Countries where 1,500 is one thousand five hundred; elsewhere the comma is the decimal mark. */
const pointCountries = new Set('US GB CA AU NZ IE IN IL JP CN KR MX TH SG HK PH'.split(' '));

const groupedByComma = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u;
const groupedByPoint = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/u;
const moneySign = /^\p{Sc}\s*|\s*(?:\p{Sc}|%|руб(?:лей|ля|ль|\.)?|р\.?)$/giu;

/** A number as people write it in a chat: `1 500,50`, `1.500.000`, `$1,500.50`, `500 руб`. `null` when it is none. */
export function parseNumber(text: string, country = ''): number | null {
  return readNumeral(withoutGrouping(text.trim().slice(0, 60).replace(moneySign, ''), country));
}

/** A single mark with three digits behind it is read as decimal unless the country says otherwise: 1,500 may be either. */
function withoutGrouping(text: string, country: string): string {
  const [first, second] = text.match(/[.,]/gu) ?? [];
  const isCertain = second !== undefined;
  if (groupedByComma.test(text) && first === ',' && (isCertain || pointCountries.has(country)))
    return text.replaceAll(',', '');
  return groupedByPoint.test(text) && isCertain ? text.replaceAll('.', '') : text;
}
