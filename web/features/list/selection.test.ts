import { describe, expect, test } from 'vitest';
import { everything, isSelected, nothing, selectedCount, withSelected } from './selection.ts';

describe('D13: ticking rows for a mass action', () => {
  test('ticks and unticks by hand', () => {
    const two = withSelected(nothing, ['a', 'b'], true);
    expect([isSelected(two, 'a'), isSelected(two, 'c'), selectedCount(two, 100)]).toEqual([true, false, 2]);
    expect(selectedCount(withSelected(two, ['a'], false), 100)).toBe(1);
  });

  test('all that was found holds rows that were never loaded, without those unticked since', () => {
    const most = withSelected(everything, ['a', 'b'], false);
    expect([isSelected(most, 'a'), isSelected(most, 'never loaded')]).toEqual([false, true]);
    expect(selectedCount(most, 100)).toBe(98);
    expect(selectedCount(withSelected(most, ['a'], true), 100)).toBe(99);
  });

  test('never counts below nothing when rows leave meanwhile', () => {
    expect(selectedCount(withSelected(everything, ['a', 'b'], false), 1)).toBe(0);
  });
});
