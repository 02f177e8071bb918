import { describe, expect, test } from 'vitest';
import { dueGroup } from '../../../api/contract/tasks.ts';
import { dueGroupOf, dueInGroup, plannedOn } from './due-group.ts';

const zone = 'Europe/Moscow';
/** Half past one in the afternoon in Moscow. */
const now = new Date('2026-11-27T10:30:00Z');
const open = (dueAt: string | null) => ({ dueAt, doneAt: null });

describe('S13: a task stands in the group', () => {
  test.each([
    [open('2026-11-27T10:29:59Z'), 'overdue'],
    [open('2026-11-27T20:59:00Z'), 'today'],
    [open('2026-11-27T21:00:00Z'), 'tomorrow'],
    [open('2026-11-29T10:00:00Z'), 'week'],
    [open('2026-12-03T20:59:00Z'), 'week'],
    [open('2026-12-03T21:00:00Z'), 'later'],
    [open(null), 'none'],
    [{ dueAt: '2026-11-01T10:00:00Z', doneAt: '2026-11-02T10:00:00Z' }, 'done'],
  ])('%j: %s', (task, group) => {
    expect(dueGroupOf(task, now, zone)).toBe(group);
  });

  test('that it is put into, at its own time of day where that can be', () => {
    const settable = dueGroup.options.filter((group) => group !== 'overdue' && group !== 'done');
    for (const group of settable) {
      for (const dueAt of [null, '2026-01-05T06:15:00Z', '2026-12-24T18:00:00Z']) {
        const moved = dueInGroup(open(dueAt), group, now, zone);
        expect(dueGroupOf(open(moved), now, zone), `${group} ${dueAt}`).toBe(group);
      }
    }
    expect(dueInGroup(open('2026-12-24T18:00:00Z'), 'tomorrow', now, zone)).toBe('2026-11-28T18:00:00.000Z');
    expect(dueInGroup(open('2026-12-24T06:00:00Z'), 'today', now, zone)).toBe('2026-11-27T11:00:00.000Z');
  });

  test('today also in the last hour of the day', () => {
    const late = new Date('2026-11-27T20:30:00Z');
    expect(plannedOn('2026-11-27', late, zone)).toBe('2026-11-27T20:59:00.000Z');
  });
});
