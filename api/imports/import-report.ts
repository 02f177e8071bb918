import { guardText } from '../../crm-core/imports/guarded-text.ts';
import { problemText } from '../../crm-core/imports/problem-text.ts';
import { demandUnrestricted } from '../../crm-core/work/actor.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { imports } from '../contract/imports.ts';
import { csvFile } from '../exports/csv-file.ts';
import type { Handler } from '../http/handler.ts';
import { getImportRow } from './import-view.ts';

/** The file's own columns first: what was refused can be mended in them and imported again. */
export const importReport: Handler<typeof imports.report> = async ({ deps, caller, params, query }) => {
  demandUnrestricted(caller.actor, 'export');
  const row = await getImportRow(deps.core.db, params);
  const { locale } = caller.config.project.settings;
  const only = query.only ?? 'refused';
  const found = deps.core.db.sql<ReportRow[]>`
    select number, cells, status, problems from import_rows
    where import_id = ${row.id} and project_id = ${row.projectId} and (${only === 'all'} or status = ${only})
    order by number`.cursor(1000);
  const { number, fate, reason } = words[locale];
  async function* pages(): AsyncGenerator<string[][]> {
    yield [[...row.headers.map(guardText), number, fate, reason]];
    for await (const page of found) yield page.map((one) => line(one, row, locale));
  }
  return csvFile(`${row.fileName.replace(/\.csv$/i, '')} — ${words[locale].report}.csv`, locale, pages());
};

type ReportRow = Pick<Row<'importRows'>, 'number' | 'cells' | 'status' | 'problems'>;

function line(
  { number, cells, status, problems }: ReportRow,
  { headers }: Row<'imports'>,
  locale: 'ru' | 'en',
): string[] {
  const own = headers.map((_, at) => guardText(cells[at] ?? ''));
  const reasons = problems.map((problem) => problemText(problem, headers, locale));
  return [...own, String(number), words[locale].statuses[status], guardText(reasons.join(' '))];
}

const words = {
  ru: {
    report: 'отчёт',
    number: 'Строка файла',
    fate: 'Итог',
    reason: 'Что не так',
    statuses: {
      waiting: 'ждёт',
      created: 'создана',
      updated: 'обновлена',
      skipped: 'пропущена',
      refused: 'не принята',
      undone: 'отменена',
      kept: 'не отменена: изменена после импорта',
    },
  },
  en: {
    report: 'report',
    number: 'Row of the file',
    fate: 'Result',
    reason: 'What is wrong',
    statuses: {
      waiting: 'waiting',
      created: 'created',
      updated: 'updated',
      skipped: 'skipped',
      refused: 'refused',
      undone: 'undone',
      kept: 'not undone: changed since the import',
    },
  },
};
