import { z } from 'zod';
import { fileAnswer, fileBody, member, operation } from './operation.ts';
import { actor, empty, idOf, projectParams, time } from './values.ts';

export const fileView = z.object({
  id: idOf('file'),
  dealId: idOf('deal').nullable(),
  contactId: idOf('contact').nullable(),
  name: z.string(),
  /** As its bytes say; what is unknown is `application/octet-stream`. */
  contentType: z.string(),
  /** In bytes. */
  size: z.int(),
  /** Whether `files.download` with `show` lets a browser show it in its place. */
  showable: z.boolean(),
  author: actor,
  createdAt: time,
});
export type FileView = z.infer<typeof fileView>;

/** In bytes: 20 MB. */
export const mostFileBytes = 20 * 1024 * 1024;

const one = projectParams.extend({ fileId: idOf('file') });
const on = { dealId: idOf('deal').optional(), contactId: idOf('contact').optional() };

/** Files on deals and contacts (PRODUCT D11). Those of a contact also need the section `contacts`. */
export const files = {
  list: operation({
    name: 'files.list',
    method: 'GET',
    path: '/projects/:projectId/files',
    summary: 'The files of a deal or of a contact, newest first.',
    access: member('crm', 'view', 'see_others_deals'),
    params: projectParams,
    query: z.strictObject(on),
    response: z.array(fileView),
  }),
  upload: operation({
    name: 'files.upload',
    method: 'POST',
    path: '/projects/:projectId/files',
    summary: 'Adds a file to a deal or to a contact. The body is the file itself, at most 20 MB (else 413).',
    access: member('crm', 'edit', 'see_others_deals'),
    params: projectParams,
    query: z.strictObject({ ...on, name: z.string().min(1).max(1000) }),
    body: fileBody,
    response: fileView,
  }),
  get: operation({
    name: 'files.get',
    method: 'GET',
    path: '/projects/:projectId/files/:fileId',
    summary: 'What is known of a file.',
    access: member('crm', 'view', 'see_others_deals'),
    params: one,
    response: fileView,
  }),
  download: operation({
    name: 'files.download',
    method: 'GET',
    path: '/projects/:projectId/files/:fileId/content',
    summary:
      'The file itself. With `show` a picture, a recording, a PDF or a plain text is sent to be shown, not saved.',
    access: member('crm', 'view', 'see_others_deals'),
    params: one,
    query: z.strictObject({ show: z.enum(['true', 'false']).optional() }),
    response: fileAnswer,
  }),
  remove: operation({
    name: 'files.remove',
    method: 'DELETE',
    path: '/projects/:projectId/files/:fileId',
    summary: 'Removes a file.',
    access: member('crm', 'edit', 'see_others_deals'),
    params: one,
    response: empty,
  }),
};
