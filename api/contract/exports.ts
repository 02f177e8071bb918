import { z } from 'zod';
import { isFieldOf } from '../../crm-core/imports/import-fields.ts';
import { contactFilterParam } from './contact-filter.ts';
import { filterParam } from './deal-filter.ts';
import { fileAnswer, member, operation, withAlso } from './operation.ts';
import { idOf, projectParams } from './values.ts';

/** `ru`: semicolons and decimal commas, as Excel in Russian opens it; `en`: commas and points. Both begin with a BOM. */
const layout = z.enum(['ru', 'en']);

/** Fields separated by commas (`exportFields`, `deal.<variable>`, `contact.<variable>`); default: all but variables. */
const columns = z.string().max(4000);

/** Files for spreadsheets (PRODUCT D13), sent while they are read, safe against formula injection. */
export const exports = {
  deals: operation({
    name: 'exports.deals',
    method: 'GET',
    path: '/projects/:projectId/deals.csv',
    summary:
      'Deals as CSV, newest first: those that the list shows under the same filter, with the chosen columns. Columns of contacts need their section.',
    access: withAlso(member('crm', 'view', 'export', 'see_others_deals'), ['contacts', 'view']),
    params: projectParams,
    query: z.strictObject({
      filter: filterParam.optional(),
      pipelineId: idOf('pipeline').optional(),
      columns: columns.optional(),
      layout: layout.optional(),
    }),
    response: fileAnswer,
  }),
  contacts: operation({
    name: 'exports.contacts',
    method: 'GET',
    path: '/projects/:projectId/contacts.csv',
    summary: 'Contacts as CSV, newest first: those that the list shows under the same filter, with the chosen columns.',
    access: member('contacts', 'view', 'export'),
    params: projectParams,
    query: z.strictObject({
      filter: contactFilterParam.optional(),
      columns: columns.optional(),
      layout: layout.optional(),
    }),
    response: fileAnswer,
  }),
};

/** The columns of a file for those of a list; what a file has not (channels, last messages) is left out. */
export function exportColumns(shown: readonly string[], seesContacts: boolean): string[] {
  const named = shown.map((key) => (key === 'contact' ? 'contact.name' : key));
  const known = named.filter((field) => isFieldOf('deal', field) && (seesContacts || !field.startsWith('contact.')));
  return [...new Set(known)];
}

/** The same for the list of contacts, whose fields have shorter names there. */
export function contactExportColumns(shown: readonly string[]): string[] {
  const named = shown.map((key) => (key.startsWith('contact.') ? key : `contact.${key}`));
  return [...new Set(named.filter((field) => isFieldOf('contact', field)))];
}
