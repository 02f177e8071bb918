import { describe, expect, test } from 'vitest';
import { chatWith, flowOf } from '../../engine/chat-for-tests.ts';
import { flowFromText } from '../../graph/flow-text.ts';

const other = flowOf(
  `
entry: { on-message: { match: { kind: exact, alternatives: [other] } }, to: said }
said: { message: { text: 'Other flow, {{ local.kept }}' }, to: bye }
deep: { message: { text: Deep }, to: bye }
bye: end`,
  { n: 2, name: 'Other' },
);
const jumping = (to: string) =>
  chatWith(
    `
first: { set: { variables: [{ variable: local.kept, to: 7 }] }, to: go }
go: { jump: ${to}, to: { error: oops } }
here: { message: { text: Here }, to: bye }
oops: { message: { text: '{{ local.error }}' }, to: bye }
bye: end`,
    { flows: [other] },
  );

describe('jump', () => {
  test.each([
    ['{ block: here }', 'Here'],
    ['{ flow: other }', 'Other flow, 7'],
    ['{ flow: flw_2, block: deep }', 'Deep'],
    ['{ flow: Test, block: here }', 'Here'],
    ['{ flow: Nowhere }', 'There is no published flow "Nowhere"'],
    ['{ block: nowhere }', '"Test" has no block "nowhere"'],
  ])('%s', async (to, said) => {
    expect(await jumping(to).say('/start')).toEqual([said]);
  });

  test('refuses to lead nowhere', () => {
    expect(() => flowFromText('format: 1\nname: T\nblocks:\n  a:\n    jump: {}')).toThrow('Name a flow');
  });
});
