import { DateTime } from 'luxon';
import type { VariableValue } from '../../drizzle/schema/documents.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import { isId } from '../../kernel/ids.ts';
import type { ProjectConfig } from '../config/project-config.ts';
import { toMinor } from '../money.ts';
import type { Row } from '../work/tables.ts';
import { fold } from './field-options.ts';

type Field = Pick<Row<'fields'>, 'type' | 'options'>;

/** Whether a value is one of the field's: a variable may hold anything, a typed one may not. */
export function fitsField(field: Field, value: VariableValue, config: ProjectConfig): boolean {
  switch (field.type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'money':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'date':
      return typeof value === 'string' && isDay(value);
    case 'choice':
      return (field.options.choices ?? []).some((choice) => choice.value === value);
    case 'member':
      return config.members.some(({ row }) => row.id === value);
    case 'file':
      return typeof value === 'string' && /^file_[0-9a-z]{1,40}$/.test(value);
    default:
      return assertNever(field.type);
  }
}

/**
 * The field's value that something plainly means: "1 200,50" is a number, "12.03.2026" a day, "olga@shop.ru" a member. Money
 * is read in main units, as flows and tables have it. Undefined when it means none.
 */
export function readFieldValue(field: Field, value: VariableValue, config: ProjectConfig): VariableValue | undefined {
  if (typeof value === 'object') return undefined;
  const text = String(value).trim();
  switch (field.type) {
    case 'text':
      return String(value);
    case 'number':
      return readNumber(value);
    case 'money':
      return readMoney(field, value);
    case 'date':
      return readDay(text, config.project.settings.timeZone);
    case 'choice':
      return field.options.choices?.find((choice) => fold(choice.value) === fold(text))?.value;
    case 'member':
      return readMember(text, config);
    case 'file':
      return fitsField(field, text, config) ? text : undefined;
    default:
      return assertNever(field.type);
  }
}

function readNumber(value: VariableValue): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const digits = value.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^[+-]?\d+(\.\d+)?$/.test(digits) ? Number(digits) : undefined;
}

function readMoney(field: Field, value: VariableValue): number | undefined {
  const major = readNumber(typeof value === 'string' ? value.replace(/\p{Sc}/gu, '') : value);
  const minor = major === undefined ? undefined : toMinor(major, field.options.currency ?? 'RUB');
  return minor !== undefined && Number.isSafeInteger(minor) ? minor : undefined;
}

const dayForms = ['yyyy-MM-dd', 'd.M.yyyy', 'd/M/yyyy', 'yyyy/M/d'];

/** A moment with a time is the day that it is in the project's time zone. */
function readDay(text: string, zone: string): string | undefined {
  for (const form of dayForms) {
    const day = DateTime.fromFormat(text, form, { zone: 'utc' });
    if (day.isValid) return day.toISODate() ?? undefined;
  }
  const moment = DateTime.fromISO(text, { zone });
  return /^\d{4}-\d\d-\d\dT/.test(text) && moment.isValid ? moment.toISODate() : undefined;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

function readMember(text: string, config: ProjectConfig): string | undefined {
  if (isId('member', text)) return config.members.find(({ row }) => row.id === text)?.row.id;
  const named = (one: string) => fold(one) === fold(text);
  return config.members.find(({ row, name, email }) => row.active && (named(name) || named(email)))?.row.id;
}
