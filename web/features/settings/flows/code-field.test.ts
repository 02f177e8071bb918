import { expect, it } from 'vitest';
import { lineRange } from './code-field.tsx';

it.each([
  [1, 'name: a'],
  [2, ''],
  [3, 'blocks:'],
  [9, ''],
])('line %i of the text is “%s”', (line, expected) => {
  const text = 'name: a\n\nblocks:';
  const { start, end } = lineRange(text, line);
  expect(text.slice(start, end)).toBe(expected);
});
