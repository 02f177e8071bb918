import { describe, expect, test } from 'vitest';
import { readCsv, understandCsv } from './read-csv.ts';

async function read(bytes: Uint8Array) {
  const csv = understandCsv(bytes);
  const { headers, rows } = await readCsv(csv);
  const all: string[][] = [];
  for await (const page of rows) all.push(...page);
  return { encoding: csv.encoding, delimiter: csv.delimiter, headers, rows: all };
}

/** As a Russian Excel saves "CSV (delimiters: comma)". */
function windows1251(text: string): Uint8Array {
  const letters = 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';
  const byte = (letter: string) => (letters.includes(letter) ? 0xc0 + letters.indexOf(letter) : letter.charCodeAt(0));
  return Uint8Array.from([...text].map(byte));
}

const people = 'Имя;Телефон\r\nАнна;8 916 123-45-67\r\n"Борис; младший";"строка 1\nстрока 2"\r\n';
const expected = {
  headers: ['Имя', 'Телефон'],
  rows: [
    ['Анна', '8 916 123-45-67'],
    ['Борис; младший', 'строка 1\nстрока 2'],
  ],
};

describe('D13: a CSV file is understood whoever wrote it', () => {
  test.each([
    ['UTF-8', Buffer.from(people), 'utf-8'],
    ['UTF-8 with a BOM', Buffer.from(`\ufeff${people}`), 'utf-8'],
    ['Windows-1251', windows1251(people), 'windows-1251'],
    ['UTF-16, "Unicode text" of Excel', Buffer.from(`\ufeff${people}`, 'utf16le'), 'utf-16'],
    ['with Excel’s hint', Buffer.from(`sep=;\r\n${people}`), 'utf-8'],
  ])('%s', async (_name, bytes, encoding) => {
    expect(await read(bytes)).toEqual({ encoding, delimiter: ';', ...expected });
  });

  test.each([',', ';', '\t', '|'])('cut by %j, whatever other marks are in the cells', async (mark) => {
    const text = [`Name${mark}Note`, `Anna${mark}"a, b; c\td | e"`, `Boris${mark}`].join('\n');
    expect(await read(Buffer.from(text))).toMatchObject({
      delimiter: mark,
      rows: [
        ['Anna', 'a, b; c\td | e'],
        ['Boris', ''],
      ],
    });
  });

  test('one column, blank lines and rows of other lengths are no trouble', async () => {
    const { headers, rows } = await read(Buffer.from('Phone\n\n+79161234567\n"",\n1,2,3\n'));
    expect({ headers, rows }).toEqual({ headers: ['Phone'], rows: [['+79161234567'], ['1', '2', '3']] });
  });

  test('a workbook, a picture and an open quote of a megabyte are refused in words', async () => {
    await expect(read(Buffer.from('PK\u0003\u0004…'))).rejects.toThrow('Save it as CSV');
    await expect(read(Uint8Array.from([0xff, 0xd8, 0xff, 0, 1, 0]))).rejects.toThrow('not a text file');
    await expect(read(Buffer.from(`a,b\n"${'x'.repeat(1_100_000)}`))).rejects.toThrow('cannot be read');
    await expect(read(Buffer.from(''))).rejects.toThrow('empty');
  });
});
