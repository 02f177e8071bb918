import { assertNever } from '../../kernel/assert-never.ts';
import { findMoment, writeMoment } from '../expressions/dates.ts';
import type { Value } from '../expressions/value.ts';
import { parseDay } from './parse-day.ts';
import { parseEmail } from './parse-email.ts';
import { parseNumber } from './parse-number.ts';
import { parsePhone } from './parse-phone.ts';

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
      return acceptText(answer, options);
    case 'number':
      return acceptNumber(answer, options);
    case 'phone':
      return acceptFound(parsePhone(answer, options.country), 'Not a phone number');
    case 'email':
      return acceptFound(parseEmail(answer), 'Not an e-mail address');
    case 'date':
      return acceptDate(answer, options);
    default:
      return assertNever(kind);
  }
}

function acceptText(answer: string, { min, max }: AnswerOptions): ParsedAnswer {
  const length = [...answer.slice(0, 65_536)].length;
  if (min !== undefined && length < Number(min)) return refuse(`Shorter than ${min} characters`);
  if (max !== undefined && length > Number(max)) return refuse(`Longer than ${max} characters`);
  return accept(answer);
}

function acceptNumber(answer: string, { country, min, max }: AnswerOptions): ParsedAnswer {
  const number = parseNumber(answer, country);
  if (number === null) return refuse('Not a number');
  if (min !== undefined && number < Number(min)) return refuse(`Less than ${min}`);
  if (max !== undefined && number > Number(max)) return refuse(`More than ${max}`);
  return accept(number);
}

function acceptDate(answer: string, options: AnswerOptions): ParsedAnswer {
  const moment = parseDay(answer, options);
  if (!moment) return refuse('Not a date');
  const { min, max, timeZone } = options;
  const [first, last] = [min, max].map((edge) => (edge === undefined ? undefined : findMoment(String(edge), timeZone)));
  if (first && moment.at < first.at) return refuse(`Before ${min}`);
  if (last && moment.at > (last.isDay ? last.at.endOf('day') : last.at)) return refuse(`After ${max}`);
  return accept(writeMoment(moment));
}

function acceptFound(found: string | undefined, why: string): ParsedAnswer {
  return found === undefined ? refuse(why) : accept(found);
}

function accept(value: Value): ParsedAnswer {
  return { ok: true, value };
}

function refuse(why: string): ParsedAnswer {
  return { ok: false, why };
}
