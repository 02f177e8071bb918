import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanTags } from '../tags.ts';
import { readTags, tagsCell } from './tag-cell.ts';

test('D13: tags come back from a cell as they went into it, whatever is in them (property)', () => {
  const tag = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom('a, b', 'c;d|e', '"quoted"', '5" screw', '"', '",', 'two\nlines', "'=x", '""a"",'),
  );
  fc.assert(
    fc.property(fc.array(tag, { maxLength: 8 }), (typed) => {
      const tags = cleanTags(typed);
      expect(readTags(tagsCell(tags))).toEqual(tags);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['vip, опт;new|old\nlast', ['vip', 'опт', 'new', 'old', 'last']],
  ['"tall, dark", "say ""hi""" ;x', ['tall, dark', 'say "hi"', 'x']],
  ['5" screw, "half open, b', ['5" screw', '"half open', 'b']],
  [' , ;', []],
])('D13: the cell %j holds the tags %j', (cell, tags) => {
  expect(readTags(cell)).toEqual(tags);
});
