import { z } from 'zod';
import { problemCodes } from '../../crm-core/imports/cell-problem.ts';
import { fileAnswer, fileBody, member, operation, withAlso } from './operation.ts';
import { actor, currency, empty, idOf, money, projectParams, refusal, tag, time } from './values.ts';

export const importEntity = z.enum(['contact', 'deal']);
export type ImportEntity = z.infer<typeof importEntity>;

const duplicates = z.enum(['update', 'skip', 'create']);

export const importPlan = z.strictObject({
  /** For each column of the file the field that it fills (`fields` of the import, or `contact.<variable>`); null: left out. */
  columns: z.array(z.string().max(80).nullable()).max(200),
  /** A contact of the same id, phone or e-mail is there. Of deals: `skip` attaches the deal to it as it is. */
  contacts: duplicates,
  /** A deal of the same id is there. */
  deals: duplicates,
  /** Where deals go whose row names no pipeline or stage; null: where leads are taken in. */
  pipelineId: idOf('pipeline').nullable(),
  stageId: idOf('stage').nullable(),
  responsibleId: idOf('member').nullable(),
  /** Laid on everything that is created or updated. */
  tags: z.array(tag).max(20),
  /** A row with a cell that cannot be read is imported without that cell, instead of being refused. */
  lenient: z.boolean(),
});
export type ImportPlanView = z.infer<typeof importPlan>;

export const cellProblem = z.object({
  /** Index of the column; null: the row as a whole. */
  column: z.int().nullable(),
  code: z.enum(problemCodes),
  /** What the file says there, or what is missing. */
  value: z.string().optional(),
});
export type CellProblemView = z.infer<typeof cellProblem>;

const counts = z.object({
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  refused: z.int(),
  undone: z.int(),
  kept: z.int(),
});

export const importView = z.object({
  id: idOf('import'),
  entity: importEntity,
  fileName: z.string(),
  /** How the file was read. */
  encoding: z.string(),
  delimiter: z.string(),
  headers: z.array(z.string()),
  plan: importPlan,
  status: z.enum(['draft', 'running', 'stopped', 'done', 'undoing', 'undone', 'failed']),
  problem: z.string().nullable(),
  /** Rows of the file below its headers, and how many of them had which fate. */
  rows: z.int(),
  counts,
  startedBy: actor,
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
});
export type ImportView = z.infer<typeof importView>;

/** What would become, or became, of a row. */
export const importRow = z.object({
  /** In the file; the headers are row 1. */
  number: z.int(),
  cells: z.array(z.string()),
  status: z.enum(['waiting', 'created', 'updated', 'skipped', 'refused', 'undone', 'kept']),
  problems: z.array(cellProblem),
  contactId: idOf('contact').nullable(),
  dealId: idOf('deal').nullable(),
});
export type ImportRowView = z.infer<typeof importRow>;

export const previewRow = importRow.extend({
  contact: z
    .object({
      name: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      responsibleId: idOf('member').nullable(),
      tags: z.array(z.string()),
    })
    .nullable(),
  deal: z
    .object({
      name: z.string(),
      amount: money.nullable(),
      currency,
      pipelineId: idOf('pipeline').nullable(),
      stageId: idOf('stage').nullable(),
      status: z.string(),
      responsibleId: idOf('member').nullable(),
    })
    .nullable(),
  /** Number of an earlier row about the same contact or deal: it will be met. */
  sameAs: z.int().nullable(),
});
export type PreviewRow = z.infer<typeof previewRow>;

export const importPreview = z.object({
  rows: z.array(previewRow),
  /** Of the first rows of the file (at most 1000), how many can be read, and how many are refused as they are. */
  checked: z.int(),
  refused: z.int(),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** In bytes: 20 MB. */
export const mostImportBytes = 20 * 1024 * 1024;

const path = '/projects/:projectId/imports';
const one = projectParams.extend({ importId: idOf('import') });
const importing = withAlso(member('contacts', 'edit', 'see_others_deals'), ['crm', 'edit']);
const undoing = withAlso(member('contacts', 'edit', 'delete_contacts', 'see_others_deals'), ['crm', 'edit']);
const looking = member('contacts', 'edit');
const done = z.discriminatedUnion('kind', [z.object({ kind: z.literal('ok'), import: importView }), refusal]);

/** Contacts and deals from CSV files (PRODUCT D13). Files of deals also need the section `crm`. */
export const imports = {
  list: operation({
    name: 'imports.list',
    method: 'GET',
    path,
    summary: 'The latest imports, newest first, at most 50. Drafts are left out.',
    access: looking,
    params: projectParams,
    response: z.array(importView),
  }),
  upload: operation({
    name: 'imports.upload',
    method: 'POST',
    path,
    summary:
      'Takes a CSV file in (at most 20 MB and 100,000 rows; UTF-8, UTF-16 or Windows-1251; comma, semicolon or tab) as a draft. The plan is guessed from the headers, or that of the last file with the same ones.',
    access: withAlso(member('contacts', 'edit'), ['crm', 'edit']),
    params: projectParams,
    query: z.strictObject({ entity: importEntity, name: z.string().trim().min(1).max(200) }),
    body: fileBody,
    response: importView,
  }),
  get: operation({
    name: 'imports.get',
    method: 'GET',
    path: `${path}/:importId`,
    summary: 'One import, with its progress and the fields that its columns may fill.',
    access: looking,
    params: one,
    response: z.object({ import: importView, fields: z.array(z.string()) }),
  }),
  preview: operation({
    name: 'imports.preview',
    method: 'POST',
    path: `${path}/:importId/preview`,
    summary: 'What the first rows of a draft would become by a plan. Changes nothing.',
    access: importing,
    params: one,
    body: z.strictObject({ plan: importPlan }),
    response: importPreview,
  }),
  start: operation({
    name: 'imports.start',
    method: 'POST',
    path: `${path}/:importId/start`,
    summary: 'Imports a draft by this plan, in the background. Each row exactly once, whatever happens to the server.',
    access: importing,
    params: one,
    body: z.strictObject({ plan: importPlan }),
    response: done,
  }),
  stop: operation({
    name: 'imports.stop',
    method: 'POST',
    path: `${path}/:importId/stop`,
    summary: 'Ends an import after the rows that are through.',
    access: importing,
    params: one,
    body: empty,
    response: done,
  }),
  resume: operation({
    name: 'imports.resume',
    method: 'POST',
    path: `${path}/:importId/resume`,
    summary: 'Goes on with an import that was stopped or failed.',
    access: importing,
    params: one,
    body: empty,
    response: done,
  }),
  undo: operation({
    name: 'imports.undo',
    method: 'POST',
    path: `${path}/:importId/undo`,
    summary:
      'Takes an import back, in the background: what it made is removed, what it changed gets its former values, except where somebody has changed something since.',
    access: undoing,
    params: one,
    body: empty,
    response: done,
  }),
  rows: operation({
    name: 'imports.rows',
    method: 'GET',
    path: `${path}/:importId/rows`,
    summary: 'Rows of one fate, in the order of the file, at most 100.',
    access: looking,
    params: one,
    query: z.strictObject({ status: importRow.shape.status.optional(), after: z.coerce.number().int().optional() }),
    response: z.array(importRow),
  }),
  report: operation({
    name: 'imports.report',
    method: 'GET',
    path: `${path}/:importId/report`,
    summary: 'The file’s rows with their fate and the reason beside each that was refused, as CSV.',
    access: member('contacts', 'edit', 'export'),
    params: one,
    query: z.strictObject({ only: z.enum(['refused', 'kept', 'all']).optional() }),
    response: fileAnswer,
  }),
  remove: operation({
    name: 'imports.remove',
    method: 'DELETE',
    path: `${path}/:importId`,
    summary: 'Throws a draft away.',
    access: looking,
    params: one,
    response: empty,
  }),
};
