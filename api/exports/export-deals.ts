import { allows } from '../../crm-core/members/permissions.ts';
import { demand, demandUnrestricted } from '../../crm-core/work/actor.ts';
import { rowFromJson } from '../../crm-core/work/row-table.ts';
import { tables } from '../../crm-core/work/tables.ts';
import type { exports } from '../contract/exports.ts';
import type { Handler } from '../http/handler.ts';
import { csvFile } from './csv-file.ts';
import { CellWriter, type ExportRow, type Layout } from './export-cell.ts';
import { columnsOf, headerOf } from './export-columns.ts';
import { findAskedDeals } from './find-asked-deals.ts';
import { noteExport } from './note-export.ts';

export const exportDeals: Handler<typeof exports.deals> = async (call) => {
  const { caller, query, deps } = call;
  demandUnrestricted(caller.actor, 'export');
  const layout: Layout = query.layout ?? caller.config.project.settings.locale;
  const seesContacts = allows(caller.actor.permissions, 'contacts', 'view');
  const all = columnsOf('deal', query.columns, caller.config);
  if (query.columns && all.some((field) => field.startsWith('contact.'))) demand(caller.actor, 'contacts', 'view');
  const columns = all.filter((field) => seesContacts || !field.startsWith('contact.'));
  await noteExport(call, { entity: 'deal', columns, filter: query.filter });
  const rows = findAskedDeals(deps.core, caller, { pipelineId: query.pipelineId, filter: query.filter });
  const writer = new CellWriter(caller.config, layout);
  const headers = columns.map((field) => headerOf(field, layout, caller.config));
  return csvFile(
    fileNames[layout],
    layout,
    pages(headers, rows, (row) => columns.map((field) => writer.cell(field, row))),
  );
};

const fileNames = { ru: 'Сделки.csv', en: 'Deals.csv' };

export async function* pages(
  headers: string[],
  source: AsyncIterable<JsonRow[]>,
  write: (row: ExportRow) => string[],
): AsyncGenerator<string[][]> {
  yield [headers];
  for await (const rows of source) yield rows.map((row) => write(fromJson(row)));
}

/** Rows as `row_to_json` gives them. */
export interface JsonRow {
  deal?: Record<string, unknown> | null;
  contact?: Record<string, unknown> | null;
}

function fromJson({ deal, contact }: JsonRow): ExportRow {
  return {
    ...(deal && { deal: rowFromJson(tables.deals, deal) }),
    contact: contact ? rowFromJson(tables.contacts, contact) : undefined,
  };
}
