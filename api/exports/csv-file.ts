import { stringify } from 'csv-stringify/sync';
import type { FileAnswer } from '../contract/operation.ts';
import type { Layout } from './export-cell.ts';

/** A CSV file out of pages of rows: nothing is read before the last page was sent. */
export function csvFile(name: string, layout: Layout, pages: AsyncIterable<string[][]>): FileAnswer {
  return { name, contentType: 'text/csv', bytes: textOf(layout, pages) };
}

/** Excel takes a file for UTF-8 by the mark at its beginning, and cuts it by the list separator of its country. */
async function* textOf(layout: Layout, pages: AsyncIterable<string[][]>): AsyncGenerator<string> {
  yield '\ufeff';
  const options = { delimiter: layout === 'ru' ? ';' : ',', record_delimiter: '\r\n' };
  for await (const page of pages) yield stringify(page, options);
}
