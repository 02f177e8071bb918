import { describe, expect, test } from 'vitest';
import {
  type ColumnLayout,
  hideColumn,
  moveColumn,
  narrowest,
  readLayout,
  resizeColumn,
  shiftColumn,
  showColumn,
} from './column-layout.ts';

const layout: ColumnLayout = { shown: ['stage', 'amount', 'tags'], widths: { amount: 120 } };

describe('S5: columns of the list', () => {
  test('are shown at the end, once, and hidden without forgetting their width', () => {
    expect(showColumn(layout, 'created').shown).toEqual(['stage', 'amount', 'tags', 'created']);
    expect(showColumn(layout, 'stage')).toBe(layout);
    expect(hideColumn(layout, 'amount')).toEqual({ shown: ['stage', 'tags'], widths: { amount: 120 } });
  });

  test('change places to the left and to the right', () => {
    expect(moveColumn(layout, 'stage', 'tags').shown).toEqual(['amount', 'tags', 'stage']);
    expect(moveColumn(layout, 'tags', 'stage').shown).toEqual(['tags', 'stage', 'amount']);
    expect(shiftColumn(layout, 'amount', 1).shown).toEqual(['stage', 'tags', 'amount']);
    expect(shiftColumn(layout, 'amount', -1).shown).toEqual(['amount', 'stage', 'tags']);
    expect(shiftColumn(layout, 'tags', 1)).toBe(layout);
    expect(moveColumn(layout, 'tags', 'gone')).toBe(layout);
  });

  test('are never too narrow to take hold of again', () => {
    expect(resizeColumn(layout, 'tags', 3).widths).toEqual({ amount: 120, tags: narrowest });
  });

  test.each([null, '', '{', '7', '{"shown":"stage"}', '{"shown":[],"widths":null}'])(
    'fall back to the natural ones when %j was remembered',
    (text) => {
      expect(readLayout(text, layout)).toBe(layout);
    },
  );

  test('are remembered without what makes no sense', () => {
    expect(readLayout('{"shown":["tags","tags","stage"],"widths":{"tags":90,"stage":"x"}}', layout)).toEqual({
      shown: ['tags', 'stage'],
      widths: { tags: 90 },
    });
  });
});
