import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBigEmoji, type RichNode, richTree, safeAddress, shortened } from './rich-text.ts';

const textOf = (nodes: RichNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('');

describe('rich text', () => {
  it('nests formatting inside formatting', () => {
    const entities = [
      { kind: 'bold', offset: 0, length: 11 },
      { kind: 'italic', offset: 6, length: 5 },
    ];
    expect(richTree('hello world!', entities)).toEqual([
      { kind: 'bold', children: ['hello ', { kind: 'italic', children: ['world'] }] },
      '!',
    ]);
  });

  it('cuts entities that cross each other where the outer one ends', () => {
    const entities = [
      { kind: 'bold', offset: 0, length: 4 },
      { kind: 'italic', offset: 2, length: 4 },
    ];
    expect(richTree('abcdef', entities)).toEqual([
      { kind: 'bold', children: ['ab', { kind: 'italic', children: ['cd'] }] },
      { kind: 'italic', children: ['ef'] },
    ]);
  });

  it('turns addresses into links and leaves the full stop of the sentence outside', () => {
    expect(richTree('See https://example.com/a.')).toEqual([
      'See ',
      { kind: 'link', url: 'https://example.com/a', children: ['https://example.com/a'] },
      '.',
    ]);
  });

  it('leaves addresses inside code alone', () => {
    const text = 'https://example.com';
    expect(richTree(text, [{ kind: 'code', offset: 0, length: text.length }])).toEqual([
      { kind: 'code', children: [text] },
    ]);
  });

  it('does not follow a link that would run in our page', () => {
    expect(safeAddress('javascript:alert(1)')).toBeUndefined();
    expect(richTree('press', [{ kind: 'link', offset: 0, length: 5, url: 'javascript:alert(1)' }])).toEqual([
      { kind: 'plain', children: ['press'] },
    ]);
  });

  it('never loses or repeats a character, whatever the entities are', () => {
    const entity = fc.record({
      kind: fc.constantFrom('bold', 'italic', 'link', 'code', 'quote'),
      offset: fc.integer({ min: -3, max: 40 }),
      length: fc.integer({ min: -3, max: 40 }),
      url: fc.constant('https://example.com'),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(entity, { maxLength: 8 }), (text, entities) => {
        expect(textOf(richTree(text, entities))).toBe(text);
      }),
    );
  });
});

describe('emoji and cuts', () => {
  it.each(['🔥', '👍🏽', '❤️', '👨‍👩‍👧', '🇷🇺', '😀😀😀'])('draws %s big', (text) => expect(isBigEmoji(text)).toBe(true));
  it.each(['', '1', '#', 'ok 👍', '😀😀😀😀', '©'])('draws “%s” as text', (text) =>
    expect(isBigEmoji(text)).toBe(false),
  );
  it('shortens without tearing an emoji', () => {
    expect(shortened('ab👨‍👩‍👧cd', 4)).toBe('ab');
    expect(shortened('short', 10)).toBe('short');
  });
});
