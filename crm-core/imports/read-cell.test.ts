import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardText, unguardText } from './guarded-text.ts';
import { guessColumns } from './guess-columns.ts';
import { exchangeFieldKeys, exchangeFields, isFieldOf } from './import-fields.ts';
import { readAmount, readEmail, readMoment, readNumber, readPhone } from './read-cell.ts';

const moscow = { timeZone: 'Europe/Moscow', country: 'RU' };

describe('D13: cells as spreadsheets of both languages write them', () => {
  test.each([
    ['1 500,50 ₽', 'RUB', 150_050],
    ['1\u00a0500', 'RUB', 150_000],
    ['1,500.50', 'USD', 150_050],
    ['$1,500', 'USD', 150_000],
    ['1.500.000,5', 'EUR', 150_000_050],
    ['12.5', 'RUB', 1250],
    ['0,125', 'KWD', 125],
    ['1500', 'JPY', 1500],
    ['2 000 руб.', 'RUB', 200_000],
    ['99.90 EUR', 'EUR', 9990],
    ['-5', 'RUB', undefined],
    ['1,2,3', 'RUB', undefined],
    ['много', 'RUB', undefined],
    ['', 'RUB', undefined],
  ])('%s in %s', (cell, currency, amount) => expect(readAmount(cell, currency)).toBe(amount));

  test.each([
    ['1,500', 1.5],
    ['-2', -2],
    ['1e3', 1000],
    ['5.', 5],
    ['1 000 000', 1_000_000],
    ['1.2.3', undefined],
    ['12 шт', undefined],
  ])('the number %s', (cell, number) => expect(readNumber(cell)).toBe(number));

  test.each([
    ['27.11.2026', '2026-11-27', '2026-11-26T21:00:00.000Z'],
    ['27.11.26 08:30', '2026-11-27', '2026-11-27T05:30:00.000Z'],
    ['2026-11-27', '2026-11-27', '2026-11-26T21:00:00.000Z'],
    ['2026-11-27 08:30:15', '2026-11-27', '2026-11-27T05:30:15.000Z'],
    ['2026-11-27T08:30:00Z', '2026-11-27', '2026-11-27T08:30:00.000Z'],
    ['27 ноября 2026 г.', '2026-11-27', '2026-11-26T21:00:00.000Z'],
    ['Nov 27, 2026', '2026-11-27', '2026-11-26T21:00:00.000Z'],
    ['46353,5', '2026-11-27', '2026-11-27T09:00:00.000Z'],
  ])('the date %s', (cell, day, at) => {
    expect(readMoment(cell, moscow)).toEqual({ day, at: new Date(at) });
  });

  test.each(['31.02.2026', '5', 'вчера', '2026-13-01', '99999'])('no date: %s', (cell) => {
    expect(readMoment(cell, moscow)).toBeUndefined();
  });

  test('phones, the first that is one', () => {
    expect(readPhone('8 (916) 123-45-67, доб. 5', 'RU')).toBe('+79161234567');
    expect(readPhone('нет; +49 30 901820', 'RU')).toBe('+4930901820');
    expect(readPhone('380501234567', 'RU')).toBe('+380501234567');
    expect(readPhone('12345', 'RU')).toBeUndefined();
    expect(readEmail('anna@example.com; a@b.ru')).toBe('anna@example.com');
  });
});

describe('D13: safe against formula injection', () => {
  test.each(['=1+1', '+cmd|x', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1"])('%j is guarded', (text) => {
    expect(guardText(text)).toBe(`'${text}`);
  });

  test('what is guarded comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(unguardText(guardText(text))).toBe(text);
      }),
    );
    const nasty = fc.stringMatching(/^['=+\-@\t]{0,4}[a-z]{0,3}$/);
    fc.assert(
      fc.property(nasty, (text) => {
        expect(unguardText(guardText(text))).toBe(text);
      }),
    );
  });
});

describe('D13: columns are guessed from their headers', () => {
  test.each(['ru', 'en'] as const)('those of an export, in %s, for deals and for contacts', (language) => {
    for (const entity of ['deal', 'contact'] as const) {
      const fields = exchangeFieldKeys.filter((field) => isFieldOf(entity, field));
      const headers = fields.map((field) => exchangeFields[field][language][0]);
      expect(guessColumns(entity, headers)).toEqual(fields);
    }
  });

  test('those of other programs, custom fields by their names, nothing twice', () => {
    const city = { field: 'contact.gorod', name: 'Город' };
    expect(
      guessColumns('contact', ['Name', 'E-Mail:', 'моб. телефон', 'Мобильный телефон', 'город', 'Foo'], [city]),
    ).toEqual(['contact.name', 'contact.email', null, 'contact.phone', 'contact.gorod', null]);
    expect(guessColumns('deal', ['Название сделки', 'Имя клиента', 'Бюджет', 'Менеджер', 'Сумма'])).toEqual([
      'name',
      'contact.name',
      'amount',
      'responsible',
      null,
    ]);
  });
});
