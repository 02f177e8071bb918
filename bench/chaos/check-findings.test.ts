import { expect, test } from 'vitest';
import { findingsOf, type Records } from './check-findings.ts';
import type { Diary } from './customers.ts';

const kinds = ['plain', 'task', 'notice', 'move'] as const;
const words = ['plain 0', 'task 1', 'notice 2', 'moveB 3'];
const replies = words.map((each) => `Done: ${each}`);
const diary: Diary = {
  chatId: 1,
  said: words.map((each, at) => ({ words: each, kind: kinds[at] ?? 'plain', expects: [`Done: ${each}`] })),
  updates: [1, 2, 3, 4],
  unanswered: [],
};
const records: Records = {
  heard: words,
  said: replies.map((text) => ({ text, repeats: 0 })),
  tasks: ['task 1'],
  notices: ['notice 2', 'notice 2'],
  counts: [4],
  moves: 1,
};

test('what happened once and in order is no finding', () => {
  const findings = findingsOf(diary, records, replies);
  expect(Object.entries(findings).filter(([, count]) => count > 0)).toEqual([
    ['updates', 4],
    ['messages', 4],
  ]);
});

test.each<[string, Partial<Records>, object]>([
  ['a task twice', { tasks: ['task 1', 'task 1'] }, { doubledTasks: 1, lostTasks: 0 }],
  ['no task', { tasks: [] }, { lostTasks: 1 }],
  ['one of two members not told', { notices: ['notice 2'] }, { lostNotifications: 1 }],
  ['told three times', { notices: Array(3).fill('notice 2') }, { doubledNotifications: 1 }],
  ['no move', { moves: 0 }, { lostMoves: 1 }],
  ['two moves', { moves: 2 }, { doubledMoves: 1 }],
  ['two deals', { counts: [4, 1] }, { doubledDeals: 1 }],
  ['no deal', { counts: [] }, { lostDeals: 1 }],
  ['counted once too often', { counts: [5] }, { processedTwice: 1 }],
  ['a message kept twice', { heard: [...words, 'plain 0'] }, { processedTwice: 1 }],
  ['heard in another order', { heard: ['task 1', 'plain 0', 'notice 2', 'moveB 3'] }, { heardOutOfOrder: 1 }],
])('%s is found', (_, change, expected) => {
  expect(findingsOf(diary, { ...records, ...change }, replies)).toMatchObject(expected);
});

test('a reply seen twice is explained by its flag, or not', () => {
  const screen = [...replies, 'Done: plain 0'];
  expect(findingsOf(diary, records, screen)).toMatchObject({ saidTwiceUnexplained: 1, saidTwiceFlagged: 0 });
  const flagged = { ...records, said: [{ text: 'Done: plain 0', repeats: 1 }] };
  expect(findingsOf(diary, flagged, screen)).toMatchObject({ saidTwiceUnexplained: 0, saidTwiceFlagged: 1 });
  expect(findingsOf(diary, flagged, replies)).toMatchObject({ flaggedInVain: 1 });
});

test('a reply before an earlier one is found', () => {
  expect(findingsOf(diary, records, replies.toReversed())).toMatchObject({ saidOutOfOrder: 3 });
});
