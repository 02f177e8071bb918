import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnswerKind, type AnswerOptions, parseAnswer } from './parse-answer.ts';

const options: AnswerOptions = { country: 'RU', now: new Date('2026-01-15T09:00:00Z'), timeZone: 'Europe/Moscow' };

function accepted(
  kind: AnswerKind,
  rows: [text: string, value: string | number, more?: Partial<AnswerOptions>][],
): void {
  test.each(rows)('%j is %j', (text, value, more = {}) => {
    expect(parseAnswer(kind, text, { ...options, ...more })).toEqual({ ok: true, value });
  });
}

function refused(kind: AnswerKind, rows: [text: string, why: string, more?: Partial<AnswerOptions>][]): void {
  test.each(rows)('%j: %s', (text, why, more = {}) => {
    expect(parseAnswer(kind, text, { ...options, ...more })).toEqual({ ok: false, why });
  });
}

describe('D19: an answer that is a text', () => {
  accepted('text', [
    ['  Анна ', 'Анна'],
    ['👨‍👩‍👧', '👨‍👩‍👧', { max: 5 }],
  ]);
  refused('text', [
    ['   ', 'The answer is empty'],
    ['да', 'Shorter than 3 characters', { min: 3 }],
    ['длинно', 'Longer than 3 characters', { max: 3 }],
  ]);
});

describe('D19: an answer that is a number', () => {
  accepted('number', [
    ['42', 42],
    ['1 500,50', 1500.5],
    ['1\u00a0500', 1500],
    ['1,500', 1.5],
    ['1,500', 1500, { country: 'US' }],
    ['1,500,000.25', 1_500_000.25],
    ['1.500.000,25', 1_500_000.25],
    ['-3', -3],
    ['500 руб.', 500],
    ['500₽', 500],
    ['$1,500', 1500, { country: 'US' }],
    ['10%', 10],
    ['18', 18, { min: 18, max: 18 }],
  ]);
  refused('number', [
    ['пять', 'Not a number'],
    ['5-6', 'Not a number'],
    ['1 2', 'Not a number'],
    ['1e5', 'Not a number'],
    ['1,50,0', 'Not a number'],
    ['17', 'Less than 18', { min: 18 }],
    ['121', 'More than 120', { max: 120 }],
  ]);
});

describe('D19: an answer that is a phone number', () => {
  accepted('phone', [
    ['8 (999) 123-45-67', '+79991234567'],
    ['79991234567', '+79991234567'],
    ['9991234567', '+79991234567'],
    ['Мой номер: +7 999 123 45 67, Иван', '+79991234567'],
    ['+44 20 7946 0958', '+442079460958'],
    ['0049 30 1234567', '+49301234567'],
    ['79991234567', '+79991234567', { country: undefined }],
    ['(415) 555-2671', '+14155552671', { country: 'US' }],
    ['+7 999 123-45-67', '+79991234567', { country: 'нет такой' }],
  ]);
  refused('phone', [
    ['12345', 'Not a phone number'],
    ['8 999 123 45', 'Not a phone number'],
    ['2026-01-15', 'Not a phone number'],
    ['4111 1111 1111 1111', 'Not a phone number'],
    ['нет телефона', 'Not a phone number'],
  ]);
});

describe('D19: an answer that is an e-mail address', () => {
  accepted('email', [
    ['Ivan.Petrov+shop@Mail.RU', 'ivan.petrov+shop@mail.ru'],
    ['пишите на ivan@mail.ru.', 'ivan@mail.ru'],
    ['Иван <a-b@mail.example.com>', 'a-b@mail.example.com'],
    ['иван@почта.рф', 'иван@почта.рф'],
  ]);
  refused('email', [
    ['ivan@mail', 'Not an e-mail address'],
    ['@mail.ru', 'Not an e-mail address'],
    ['a..b@mail.ru', 'Not an e-mail address'],
    ['a@b@mail.ru', 'Not an e-mail address'],
    ['ivan@-mail.ru', 'Not an e-mail address'],
    ['нет почты', 'Not an e-mail address'],
    [`${'a'.repeat(65)}@mail.ru`, 'Not an e-mail address'],
  ]);
});

describe('D19: an answer that is a date', () => {
  accepted('date', [
    ['2026-01-20', '2026-01-20'],
    ['20.01.2026', '2026-01-20'],
    ['1.2.26', '2026-02-01'],
    ['15.01.85', '1985-01-15'],
    ['20.01', '2026-01-20'],
    ['14.01', '2027-01-14'],
    ['29.02', '2028-02-29'],
    ['сегодня', '2026-01-15'],
    ['Завтра', '2026-01-16'],
    ['завтра в 15:30', '2026-01-16T15:30:00+03:00'],
    ['tomorrow at 9:05', '2026-01-16T09:05:00+03:00'],
    ['1 мая', '2026-05-01'],
    ['8 марта 2027 года', '2027-03-08'],
    ['3 декабря, 10:00', '2026-12-03T10:00:00+03:00'],
    ['Jan 20, 2026', '2026-01-20'],
    ['3/4/2026', '2026-04-03'],
    ['3/4/2026', '2026-03-04', { country: 'US' }],
    ['2026-01-15T21:30:00Z', '2026-01-16T00:30:00+03:00'],
    ['15.01.2026', '2026-01-15', { min: '2026-01-15', max: '2026-01-15' }],
    ['15.01.2026 18:00', '2026-01-15T18:00:00+03:00', { max: '2026-01-15' }],
  ]);
  refused('date', [
    ['31.02.2026', 'Not a date'],
    ['32.01', 'Not a date'],
    ['5 фруктов', 'Not a date'],
    ['завтра в 25:00', 'Not a date'],
    ['скоро', 'Not a date'],
    ['14.01.2026', 'Before 2026-01-15', { min: '2026-01-15' }],
    ['16.01.2026', 'After 2026-01-15', { max: '2026-01-15' }],
  ]);
});

test('D19: any text is answered, whatever the question', () => {
  const kinds = fc.constantFrom<AnswerKind>('text', 'number', 'phone', 'email', 'date');
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.constantFrom(...'0159.,-/: +@()aбв\u00a0'), { maxLength: 60 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(kinds, text, (kind, answer) => {
      expect(parseAnswer(kind, answer, options).ok).toBeTypeOf('boolean');
    }),
    { numRuns: 2000 },
  );
});
