import { expect, test } from 'vitest';
import { markdownTable, quantile, showSpread, spreadOf } from './figures.ts';

test('the median of an even number lies between the two in the middle', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
});

test('a quantile between two values is weighed by its distance', () => {
  expect(quantile([0, 10, 20], 0.75)).toBe(15);
});

test('one round that could not tell leaves the figure open', () => {
  expect(spreadOf([1, undefined, 3])).toBeUndefined();
  expect(showSpread(undefined)).toBe('–');
});

test('figures are shown with their spread and their digits', () => {
  expect(showSpread({ median: 1384.4, min: 1300, max: 1500 })).toBe('1,384 (1,300–1,500)');
  expect(showSpread({ median: 2.5, min: 2, max: 3 }, 2)).toBe('2.50 (2.00–3.00)');
});

test('a table is Markdown', () => {
  expect(markdownTable(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
});
