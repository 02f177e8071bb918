import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { assertNever } from '../../kernel/assert-never.ts';
import { findMoment, writeMoment } from '../expressions/dates.ts';
import { readNumeral } from '../expressions/numerals.ts';
import type { Value } from '../expressions/value.ts';
import { parseDay } from './parse-day.ts';

export type AnswerKind = 'text' | 'number' | 'phone' | 'email' | 'date';

export interface AnswerOptions {
  /** ISO 3166 code: whose phone numbers may be written without the country, and how dates and thousands are written. */
  country?: string | undefined;
  /** The least length of a text, the least number, or the first day (ISO). */
  min?: number | string | undefined;
  max?: number | string | undefined;
  now: Date;
  timeZone: string;
}

export type ParsedAnswer = { ok: true; value: Value } | { ok: false; why: string };

/** What a customer's answer to a question says, or why it says nothing of that kind. Total. */
export function parseAnswer(kind: AnswerKind, text: string, options: AnswerOptions): ParsedAnswer {
  const answer = text.trim();
  if (answer === '') return refuse('The answer is empty');
  switch (kind) {
    case 'text':
      return parseText(answer, options);
    case 'number':
      return parseNumber(answer, options);
    case 'phone':
      return parsePhone(answer, options.country);
    case 'email':
      return parseEmail(answer);
    case 'date':
      return parseDate(answer, options);
    default:
      return assertNever(kind);
  }
}

function parseText(answer: string, { min, max }: AnswerOptions): ParsedAnswer {
  const length = [...answer.slice(0, 65_536)].length;
  if (min !== undefined && length < Number(min)) return refuse(`Shorter than ${min} characters`);
  if (max !== undefined && length > Number(max)) return refuse(`Longer than ${max} characters`);
  return accept(answer);
}

/** Countries where 1,500 is one thousand five hundred; elsewhere the comma is the decimal mark. */
const pointCountries = new Set([
  'US',
  'GB',
  'CA',
  'AU',
  'NZ',
  'IE',
  'IN',
  'IL',
  'JP',
  'CN',
  'KR',
  'MX',
  'TH',
  'SG',
  'HK',
  'PH',
]);
const currency = /^\p{Sc}\s*|\s*(?:\p{Sc}|%|руб(?:лей|ля|ль|\.)?|р\.?)$/giu;

function parseNumber(answer: string, { country, min, max }: AnswerOptions): ParsedAnswer {
  const bare = answer.slice(0, 60).replace(currency, '');
  const number = readNumeral(withoutThousands(bare, country));
  if (number === null) return refuse('Not a number');
  if (min !== undefined && number < Number(min)) return refuse(`Less than ${min}`);
  if (max !== undefined && number > Number(max)) return refuse(`More than ${max}`);
  return accept(number);
}

/** With both marks the last is the decimal one; a mark that repeats groups thousands; one comma goes by the country. */
function withoutThousands(text: string, country = ''): string {
  const groups = (mark: ',' | '.') => new RegExp(`^[+-]?\\d{1,3}(?:\\${mark}\\d{3})+$`, 'u');
  const [commas, points] = [text.split(',').length - 1, text.split('.').length - 1];
  if (commas > 0 && points > 0) {
    const decimal = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
    const [whole = '', fraction = ''] = text.split(decimal);
    const other = decimal === ',' ? '.' : ',';
    return groups(other).test(whole) ? `${whole.replaceAll(other, '')}.${fraction}` : text;
  }
  const groupsByComma = commas > 1 || (commas === 1 && pointCountries.has(country));
  if (groupsByComma && groups(',').test(text)) return text.replaceAll(',', '');
  return points > 1 && groups('.').test(text) ? text.replaceAll('.', '') : text;
}

/** Gives E.164. Finds the number inside a sentence; without a country's prefix it is read as one of `country`. */
function parsePhone(answer: string, country = ''): ParsedAnswer {
  const text = answer.slice(0, 200);
  const defaultCountry = isSupportedCountry(country) ? country : undefined;
  const asWritten = parsePhoneNumberFromString(text, defaultCountry && { defaultCountry });
  const asInternational = /^\d{11,15}$/u.test(text) ? parsePhoneNumberFromString(`+${text}`) : undefined;
  const phone = [asWritten, asInternational].find((each) => each?.isValid());
  return phone ? accept(phone.number) : refuse('Not a phone number');
}

const email =
  /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{1,62}$/u;

/** Finds the address inside a sentence. Lower case, so that one person's address is written in one way. */
function parseEmail(answer: string): ParsedAnswer {
  const word =
    answer
      .slice(0, 500)
      .split(/[\s<>,;]+/u)
      .find((each) => each.includes('@')) ?? '';
  const address = word.replace(/^mailto:/iu, '').replace(/[.!?)]{1,5}$/u, '');
  const isAddress = address.length <= 254 && email.test(address) && !/^\.|\.\.|\.@/u.test(address);
  return isAddress ? accept(address.toLowerCase()) : refuse('Not an e-mail address');
}

function parseDate(answer: string, options: AnswerOptions): ParsedAnswer {
  const moment = parseDay(answer, options);
  if (!moment) return refuse('Not a date');
  const { min, max, timeZone } = options;
  const [first, last] = [min, max].map((edge) => (edge === undefined ? undefined : findMoment(String(edge), timeZone)));
  if (first && moment.at < first.at) return refuse(`Before ${min}`);
  if (last && moment.at > (last.isDay ? last.at.endOf('day') : last.at)) return refuse(`After ${max}`);
  return accept(writeMoment(moment));
}

function accept(value: Value): ParsedAnswer {
  return { ok: true, value };
}

function refuse(why: string): ParsedAnswer {
  return { ok: false, why };
}
