import { z } from 'zod';
import { contactFilter } from './contact-filter.ts';
import { anyFilter, dealFilter } from './deal-filter.ts';
import { member, operation, withOr } from './operation.ts';
import { idOf, projectParams, shortText, version } from './values.ts';

const kind = z.enum(['board', 'list']);
/** Names of fields in the order of the columns; empty means the usual ones. */
const columns = z.array(z.string().max(80)).max(60);
const sort = z.string().max(80).nullable();

/** A filter with its columns and order under a name (PRODUCT D13). */
export const savedView = z.object({
  id: idOf('view'),
  entity: z.enum(['deal', 'contact']),
  kind,
  name: z.string(),
  /** For all members; else only for whoever made it. */
  shared: z.boolean(),
  /** The caller made it. */
  own: z.boolean(),
  /** Of the board that it was saved on; null means any. */
  pipelineId: idOf('pipeline').nullable(),
  filter: anyFilter,
  columns,
  sort,
  version,
});
export type SavedView = z.infer<typeof savedView>;

const about = {
  kind,
  name: shortText,
  shared: z.boolean(),
  pipelineId: idOf('pipeline').nullable().optional(),
  columns: columns.optional(),
  sort: sort.optional(),
};

const saved = z.discriminatedUnion('entity', [
  z.strictObject({ entity: z.literal('deal'), ...about, filter: dealFilter }),
  z.strictObject({ entity: z.literal('contact'), ...about, filter: contactFilter }),
]);

const one = projectParams.extend({ viewId: idOf('view') });
const path = '/projects/:projectId/views/:viewId';

export const views = {
  list: operation({
    name: 'views.list',
    method: 'GET',
    path: '/projects/:projectId/views',
    summary:
      'The caller’s own saved views and the shared ones, by name: those of deals and of contacts, as the role sees either.',
    access: withOr(member('crm', 'view'), ['contacts', 'view']),
    params: projectParams,
    response: z.array(savedView),
  }),
  create: operation({
    name: 'views.create',
    method: 'POST',
    path: '/projects/:projectId/views',
    summary: 'Saves a view. A shared one takes the right to edit deals, or contacts.',
    access: withOr(member('crm', 'view'), ['contacts', 'view']),
    params: projectParams,
    body: saved,
    response: savedView,
  }),
  save: operation({
    name: 'views.save',
    method: 'PUT',
    path,
    summary: 'Saves a view anew under its id. A shared one of a colleague takes the right to edit deals, or contacts.',
    access: withOr(member('crm', 'view'), ['contacts', 'view']),
    params: one,
    body: saved,
    response: savedView,
  }),
  remove: operation({
    name: 'views.remove',
    method: 'DELETE',
    path,
    summary: 'Removes a view.',
    access: withOr(member('crm', 'view'), ['contacts', 'view']),
    params: one,
    response: z.object({ kind: z.literal('ok') }),
  }),
};
