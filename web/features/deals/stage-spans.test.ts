import { expect, test } from 'vitest';
import { stageSpans } from './stage-spans.ts';

const visit = (place: string, hour: number) => ({
  place,
  enteredAt: new Date(Date.UTC(2026, 0, 1, hour)).toISOString(),
});
const hour = 3_600_000;

test('D11: a stage that a deal came back to counts all of its stays, and only the present one is the present one', () => {
  const now = Date.UTC(2026, 0, 1, 12);
  const visits = [visit('unsorted', 0), visit('new', 1), visit('talks', 4), visit('new', 9)];
  expect(stageSpans(visits, now)).toEqual([
    { place: 'unsorted', spent: hour, current: false },
    { place: 'new', spent: 6 * hour, current: true },
    { place: 'talks', spent: 5 * hour, current: false },
  ]);
  expect(stageSpans([], now)).toEqual([]);
});
