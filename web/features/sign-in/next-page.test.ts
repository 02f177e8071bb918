import { expect, it } from 'vitest';
import { nextPage } from './next-page.ts';

it.each([
  ['/p/prj_1/board?deal=deal_1', '/p/prj_1/board?deal=deal_1'],
  [undefined, '/'],
  ['https://evil.example', '/'],
  ['//evil.example/p', '/'],
  ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?next=/sign-in', '/'],
])('after signing in, “%s” leads to %s', (next, page) => expect(nextPage(next)).toBe(page));
