import { describe, expect, it } from 'vitest';
import { changedFields } from './changed-fields.ts';
import { changeTags } from './tags.ts';
import { mergeVariables } from './variables.ts';

describe('changedFields', () => {
  it('tells only what differs, variables one by one', () => {
    const at = new Date('2026-01-15T09:00:00Z');
    const before = { name: 'a', at, tags: ['x'], variables: { kept: 1, old: 2, list: [1] } };
    const after = {
      name: 'b',
      at: new Date(at),
      tags: ['x'],
      variables: { kept: 1, fresh: 3, none: null, list: [1, 2] },
    };
    expect(changedFields(before, after)).toEqual({
      name: { from: 'a', to: 'b' },
      'variables.old': { from: 2, to: null },
      'variables.fresh': { from: null, to: 3 },
      'variables.list': { from: [1], to: [1, 2] },
    });
  });
});

describe('mergeVariables', () => {
  it('keeps what is not named and removes what is null', () => {
    expect(mergeVariables({ a: 1, b: 2 }, { b: null, c: false })).toEqual({ a: 1, c: false });
  });
});

describe('changeTags', () => {
  it('adds and removes, or sets the whole list', () => {
    expect(changeTags(['a', 'b'], { add: [' c ', 'a', ''], remove: ['b'] })).toEqual(['a', 'c']);
    expect(changeTags(['a'], ['z', 'z'])).toEqual(['z']);
  });
});
