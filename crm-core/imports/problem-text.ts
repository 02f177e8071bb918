import type { CellProblem, ProblemCode } from './cell-problem.ts';

type Locale = 'ru' | 'en';

/** A problem in words, for the report: `Телефон «12345»: это не номер телефона.` */
export function problemText({ column, code, value }: CellProblem, headers: readonly string[], locale: Locale): string {
  const text = texts[locale][code];
  const quoted = locale === 'ru' ? `«${value}»` : `“${value}”`;
  const said = value === undefined ? '' : ` ${quoted}`;
  if (column !== null) return `${headers[column] || `#${column + 1}`}${said}: ${text}.`;
  return value === undefined ? `${capital(text)}.` : `${capital(text)}: ${value.replace(/\.$/, '')}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const texts: Record<Locale, Record<ProblemCode, string>> = {
  ru: {
    bad_phone: 'это не номер телефона',
    bad_email: 'это не адрес почты',
    bad_amount: 'это не сумма',
    bad_number: 'это не число',
    bad_date: 'это не дата',
    bad_currency: 'нет такой валюты',
    bad_id: 'это не номер записи',
    unknown_pipeline: 'нет такой воронки',
    unknown_stage: 'нет такого этапа',
    unknown_member: 'нет такого сотрудника',
    unknown_status: 'нет такого статуса',
    unknown_choice: 'нет такого варианта',
    too_long: 'слишком длинно',
    too_many_cells: 'ячеек больше, чем заголовков',
    empty_row: 'в строке нет данных для выбранных полей',
    missing_fields: 'для этого этапа не заполнено',
    not_found: 'не найдено',
    forbidden: 'роль того, кто начал импорт, этого не позволяет',
    refused: 'правила не позволяют',
    failed: 'не удалось обработать строку',
  },
  en: {
    bad_phone: 'this is not a phone number',
    bad_email: 'this is not an e-mail address',
    bad_amount: 'this is not an amount',
    bad_number: 'this is not a number',
    bad_date: 'this is not a date',
    bad_currency: 'there is no such currency',
    bad_id: 'this is not an id',
    unknown_pipeline: 'there is no such pipeline',
    unknown_stage: 'there is no such stage',
    unknown_member: 'there is no such member',
    unknown_status: 'there is no such status',
    unknown_choice: 'there is no such option',
    too_long: 'too long',
    too_many_cells: 'more cells than headers',
    empty_row: 'the row says nothing for the chosen fields',
    missing_fields: 'not filled in for this stage',
    not_found: 'not found',
    forbidden: 'the role of whoever started the import does not allow this',
    refused: 'the rules do not allow this',
    failed: 'the row could not be worked on',
  },
};
