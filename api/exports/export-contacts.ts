import { demandUnrestricted } from '../../crm-core/work/actor.ts';
import { contactWhere } from '../contacts/contact-where.ts';
import type { exports } from '../contract/exports.ts';
import type { Handler } from '../http/handler.ts';
import { csvFile } from './csv-file.ts';
import { CellWriter, type Layout } from './export-cell.ts';
import { columnsOf, headerOf } from './export-columns.ts';
import { type JsonRow, pages } from './export-deals.ts';
import { noteExport } from './note-export.ts';

const rowsPerPage = 1000;

export const exportContacts: Handler<typeof exports.contacts> = async (call) => {
  const { caller, query, deps } = call;
  demandUnrestricted(caller.actor, 'export');
  const layout: Layout = query.layout ?? caller.config.project.settings.locale;
  const columns = columnsOf('contact', query.columns, caller.config);
  await noteExport(call, { entity: 'contact', columns, filter: query.filter });
  const { sql } = deps.core.db;
  const rows = sql<JsonRow[]>`
    select row_to_json(c) as contact from contacts c where ${contactWhere(sql, caller, query.filter ?? {})}
    order by c.id desc`.cursor(rowsPerPage);
  const writer = new CellWriter(caller.config, layout);
  const headers = columns.map((field) => headerOf(field, layout, caller.config));
  return csvFile(
    fileNames[layout],
    layout,
    pages(headers, rows, (row) => columns.map((field) => writer.cell(field, row))),
  );
};

const fileNames = { ru: 'Клиенты.csv', en: 'Contacts.csv' };
