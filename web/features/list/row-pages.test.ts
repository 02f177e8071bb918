import { describe, expect, test } from 'vitest';
import {
  indexOfRow,
  onlyPages,
  pageSize,
  pagesBetween,
  type RowPages,
  rowAt,
  withPage,
  withRows,
} from './row-pages.ts';

interface Row {
  id: string;
  version: number;
  name: string;
}

const empty: RowPages<Row> = { pages: new Map() };
const pageOf = (page: number): Row[] =>
  Array.from({ length: pageSize }, (_, at) => ({ id: `deal ${page * pageSize + at}`, version: 1, name: 'Roses' }));

describe('S5: a list of a hundred thousand rows', () => {
  test('shows any place of which the page is there', () => {
    const end = withPage(empty, 999, pageOf(999));
    expect(rowAt(end, 99_999)?.id).toBe('deal 99999');
    expect(rowAt(end, 0)).toBeUndefined();
    expect(indexOfRow(end, 'deal 99950')).toBe(99_950);
    expect(indexOfRow(end, 'deal 0')).toBeUndefined();
  });

  test('asks for the pages that the window touches', () => {
    expect(pagesBetween(0, 30)).toEqual([0]);
    expect(pagesBetween(90, 130)).toEqual([0, 1]);
    expect(pagesBetween(-10, 210)).toEqual([0, 1, 2]);
  });

  test('keeps what is near and lets go of what is far', () => {
    let list = empty;
    for (let page = 0; page < 200; page += 1) list = withPage(list, page, pageOf(page));
    expect(list.pages.size).toBeLessThan(40);
    expect(rowAt(list, 19_999)).toBeDefined();
    expect(rowAt(list, 0)).toBeUndefined();
    expect([...onlyPages(list, [199]).pages.keys()]).toEqual([199]);
  });

  test('takes a newer row in its place and never an older one', () => {
    const list = withPage(empty, 0, [{ id: 'a', version: 3, name: 'Roses' }]);
    expect(rowAt(withRows(list, [{ id: 'a', version: 4, name: 'Tulips' }]), 0)?.name).toBe('Tulips');
    expect(rowAt(withRows(list, [{ id: 'a', version: 2, name: 'Lilies' }]), 0)?.name).toBe('Roses');
  });
});
