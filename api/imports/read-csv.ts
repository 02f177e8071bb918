import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { cleanText } from '../../kernel/clean-json.ts';
import { badInput } from '../../kernel/errors.ts';

/** A CSV file as text, and how it was understood. */
export interface CsvText {
  text: string;
  encoding: 'utf-8' | 'utf-16' | 'windows-1251';
  delimiter: string;
}

/** Throws `bad_input` for what is no text at all. */
export function understandCsv(bytes: Uint8Array): CsvText {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw badInput('This is an Excel workbook. Save it as CSV first.', { why: 'workbook' });
  }
  const { text, encoding } = decode(bytes);
  if (encoding === 'windows-1251' && bytes.subarray(0, 4096).includes(0)) {
    throw badInput('This is not a text file.', { why: 'binary' });
  }
  const named = /^sep=(.)\r?\n/i.exec(text);
  const rest = named ? text.slice(named[0].length) : text;
  return { text: cleanText(rest), encoding, delimiter: named?.[1] ?? findDelimiter(rest) };
}

/** What is not valid UTF-8 comes from a Russian Excel: a text of its code page is practically never valid UTF-8. */
function decode(bytes: Uint8Array): Pick<CsvText, 'text' | 'encoding'> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1251').decode(bytes), encoding: 'windows-1251' };
  }
}

const delimiters = [';', ',', '\t', '|'];

/** The one that cuts the first rows into the most columns, and all of them into as many as the headers. */
function findDelimiter(text: string): string {
  const head = text.slice(0, 65_536);
  const scored = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(head, delimiter) }));
  scored.sort((a, b) => b.score - a.score);
  return scored[0] && scored[0].score > 0 ? scored[0].delimiter : ',';
}

function scoreOf(head: string, delimiter: string): number {
  try {
    const rows: string[][] = parseNow(head, { ...options(delimiter), to: 20 });
    const width = rows[0]?.length ?? 0;
    const alike = rows.filter((row) => row.length === width).length;
    return width < 2 ? 0 : (alike / rows.length) * 1000 + width;
  } catch {
    return 0;
  }
}

function options(delimiter: string) {
  return {
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  };
}

const mostColumns = 200;
const rowsPerPage = 500;

/** The headers, then the rows, some hundreds at a time; other requests get their turn in between. */
export async function readCsv({ text, delimiter }: CsvText): Promise<{
  headers: string[];
  rows: AsyncGenerator<string[][]>;
}> {
  const records = Readable.from(pieces(text))
    .pipe(parse(options(delimiter)))
    [Symbol.asyncIterator]();
  const first = await next(records);
  if (!first) throw badInput('The file is empty.', { why: 'empty' });
  if (first.length > mostColumns)
    throw badInput(`A file may have ${mostColumns} columns at most.`, { why: 'too_many_columns', most: mostColumns });
  const headers = first.map((header) => header.trim().slice(0, 200));
  return { headers, rows: pagesOf(records) };
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}

async function* pagesOf(records: AsyncIterator<string[]>): AsyncGenerator<string[][]> {
  let page: string[][] = [];
  for (let row = await next(records); row; row = await next(records)) {
    if (row.every((cell) => cell.trim() === '')) continue;
    page.push(row.slice(0, mostColumns));
    if (page.length < rowsPerPage) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function next(records: AsyncIterator<string[]>): Promise<string[] | undefined> {
  try {
    const { done, value } = await records.next();
    return done ? undefined : value;
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? ` (line ${error.lines})` : '';
    throw badInput(`The file cannot be read as CSV${line}.`, { why: 'unreadable' });
  }
}
