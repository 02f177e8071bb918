import { expect, test } from 'vitest';
import { foldText, wordsOf } from './fold-text.ts';

test.each([
  ['  ПРИВЕТ,   мир!! ', 'привет, мир'],
  ['Ёлка', 'елка'],
  ['«Да»', 'да'],
  ['(yes)…', 'yes'],
  ['ﬁne', 'fine'],
  ['ＡＢＣ', 'abc'],
  ['и\u0306од', 'йод'],
  ['?', '?'],
  ['!!!', '!!!'],
  ['+', '+'],
  ['👍', '👍'],
  ['/start', '/start'],
  ['#скидка', '#скидка'],
  ['50%', '50%'],
  ['', ''],
  [' \n\t ', ''],
])('D20: %j is compared as %j', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('long runs of punctuation take no more than linear work', () => {
  const text = `а${'.'.repeat(30_000)}б${'.'.repeat(30_000)}`;
  expect(foldText(text)).toHaveLength(30_002);
});

test('words are runs of letters and digits', () => {
  expect(wordsOf('какой-то заказ №15, по-английски: order')).toEqual([
    'какой',
    'то',
    'заказ',
    '15',
    'по',
    'английски',
    'order',
  ]);
});
