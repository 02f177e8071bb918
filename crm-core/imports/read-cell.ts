import { DateTime } from 'luxon';
import { minorDigits } from '../money.ts';
import { isE164, parsePhone } from '../phone.ts';

/** The first phone in a cell such as `8 (916) 123-45-67, доб. 5; 8 495 …`, as E.164. */
export function readPhone(cell: string, country: string): string | undefined {
  for (const part of [cell, ...cell.split(/[,;\n/|]/)]) {
    const phone = parsePhone(part.trim(), country) ?? withPlus(part.trim(), country);
    if (phone) return phone;
  }
  // A messenger may have vouched for a number that no plan knows: whether it counts is seen when the contact is known.
  return isE164(cell.trim()) ? cell.trim() : undefined;
}

/** Spreadsheets lose the plus of `+49 30 …`: what is no number of the country may be one of the world. */
function withPlus(digits: string, country: string): string | undefined {
  return /^\d{10,15}$/.test(digits) ? parsePhone(`+${digits}`, country) : undefined;
}

export function readEmail(cell: string): string | undefined {
  return cell
    .split(/[,;\s]+/)
    .map((part) => part.replace(/^mailto:/i, ''))
    .find((part) => part.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(part));
}

/** Whole minor units: `1 500,50 ₽` → 150050. Undefined for what is no amount, is negative or is too large to be exact. */
export function readAmount(cell: string, currency: string): number | undefined {
  const major = readNumber(
    cell.replace(/^[\p{Sc}A-Z]{0,3}\s*|\s*(?:[\p{Sc}]|[A-Za-z]{3}|руб(?:\.|лей|ля|ль)?|р\.?)$/giu, ''),
    {
      money: true,
    },
  );
  if (major === undefined || major < 0) return undefined;
  const minor = Math.round(Number((major * 10 ** minorDigits(currency)).toPrecision(15)));
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/**
 * A number as spreadsheets of both languages write it: `1 500,5`, `1,500.50`, `1.500,5`. One mark with three digits behind
 * it separates thousands in amounts and decimals elsewhere.
 */
export function readNumber(cell: string, { money = false } = {}): number | undefined {
  const text = cell.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^[−–]/, '-');
  if (!/^[+-]?[\d.,]+(?:e[+-]?\d{1,2})?$/i.test(text) || !/\d/.test(text)) return undefined;
  const plain = withPoint(text, money);
  const number = plain === undefined ? Number.NaN : Number(plain);
  return Number.isFinite(number) ? number : undefined;
}

/** The digits with a decimal point or none; undefined when marks stand where no number has them. */
function withPoint(text: string, money: boolean): string | undefined {
  const marks: string[] = text.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return text;
  const grouped = /^[+-]?\d{1,3}(?:[.,]\d{3})+$/.test(text);
  if (new Set(marks).size === 1) {
    if (marks.length > 1) return grouped ? text.replaceAll(last, '') : undefined;
    return money && grouped && !/^[+-]?0/.test(text) ? text.replace(last, '') : text.replace(last, '.');
  }
  const other = last === ',' ? '.' : ',';
  if (marks.filter((mark) => mark === last).length > 1) return undefined;
  return /^[+-]?\d{1,3}(?:[.,]\d{3})+[.,]\d*(?:e|$)/i.test(text)
    ? text.replaceAll(other, '').replace(last, '.')
    : undefined;
}

export interface ReadMoment {
  at: Date;
  /** `YYYY-MM-DD` in the zone that was read with. */
  day: string;
}

/** A date with or without a time, as spreadsheets and other programs write it; without a zone it is one of the project's. */
export function readMoment(cell: string, zone: { timeZone: string; country: string }): ReadMoment | undefined {
  const at = readNumeric(cell, zone) ?? readIso(cell, zone.timeZone) ?? readNamed(cell, zone.timeZone);
  if (!at?.isValid || at.year < 1900 || at.year > 2200) return undefined;
  return { at: at.toJSDate(), day: at.toISODate() };
}

function readIso(cell: string, timeZone: string): DateTime<true> | DateTime<false> | undefined {
  if (!/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/.test(cell))
    return undefined;
  return DateTime.fromISO(cell.replace(' ', 'T').replace(' ', ''), { zone: timeZone });
}

const numeric = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ ,T]+(\d{1,2}):(\d\d)(?::(\d\d))?)?$/;

function readNumeric(cell: string, { timeZone, country }: { timeZone: string; country: string }) {
  const found = numeric.exec(cell);
  if (!found) return readSerial(cell, timeZone);
  const [, first, mark, second, year, hour = 0, minute = 0, secondOfTime = 0] = found;
  const [day, month] = mark === '/' && country === 'US' ? [second, first] : [first, second];
  return DateTime.fromObject(
    {
      year: Number(year) + (year?.length === 2 ? (Number(year) > 69 ? 1900 : 2000) : 0),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(secondOfTime),
    },
    { zone: timeZone },
  );
}

/** A spreadsheet's own count of days since 1899-12-30, with the time of day as a fraction. */
function readSerial(cell: string, timeZone: string): DateTime<true> | DateTime<false> | undefined {
  if (!/^[2-7]\d{4}(?:[.,]\d+)?$/.test(cell)) return undefined;
  const days = Number(cell.replace(',', '.'));
  const midnight = DateTime.fromObject({ year: 1899, month: 12, day: 30 }, { zone: 'utc' });
  return midnight.plus({ seconds: Math.round(days * 86_400) }).setZone(timeZone, { keepLocalTime: true });
}

const months =
  'янв jan,фев feb,мар mar,апр apr,май мая may,июн jun,июл jul,авг aug,сен sep,окт oct,ноя nov,дек dec'.split(',');

function readNamed(cell: string, timeZone: string): DateTime<true> | DateTime<false> | undefined {
  const text = cell.toLowerCase().replace(/\s+/g, ' ');
  const dayFirst = /^(\d{1,2}) ([а-яa-z]{3,9})\.?,? (\d{4})(?: ?г\.?)?$/u.exec(text);
  const monthFirst = /^([а-яa-z]{3,9})\.? (\d{1,2}),? (\d{4})$/u.exec(text);
  const [day, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  if (!name) return undefined;
  const month = months.findIndex((names) => names.split(' ').includes(name.slice(0, 3))) + 1;
  return DateTime.fromObject({ year: Number(year), month, day: Number(day) }, { zone: timeZone });
}

/** How names are compared: case, blanks and ё do not count. */
export function foldName(name: string): string {
  return name.trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ');
}
