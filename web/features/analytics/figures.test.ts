import { expect, test } from 'vitest';
import { averageIn, currenciesOf, percent, share, sumIn, winRate } from './figures.ts';

const won = {
  count: 3,
  sums: [
    { currency: 'RUB', amount: 100_001, deals: 2 },
    { currency: 'USD', amount: 500, deals: 1 },
  ],
};
const lost = { count: 1, sums: [] };

test('money never mixes currencies', () => {
  expect([sumIn(won, 'RUB'), sumIn(won, 'USD'), sumIn(won, 'EUR')]).toEqual([100_001, 500, 0]);
  expect([averageIn(won, 'RUB'), averageIn(won, 'EUR'), averageIn(lost, 'RUB')]).toEqual([50_001, null, null]);
});

test('shares of nothing are no number', () => {
  expect(winRate({ won, lost })).toBe(0.75);
  expect(winRate({ won: lost, lost: { count: 0, sums: [] } })).toBe(1);
  expect(share(0, 0)).toBe(null);
});

test('the currency of most deals comes first', () => {
  const other = { count: 9, sums: [{ currency: 'USD', amount: 1, deals: 4 }] };
  expect(currenciesOf([won, other, lost])).toEqual(['USD', 'RUB']);
});

test('small shares keep a tenth', () => {
  expect([percent(0.643, 'en'), percent(0.043, 'en'), percent(0, 'en'), percent(1, 'en')]).toEqual([
    '64%',
    '4.3%',
    '0%',
    '100%',
  ]);
});
