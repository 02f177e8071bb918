import { api } from '../../api/contract/api.ts';
import type { ImportEntity, ImportView } from '../../api/contract/imports.ts';
import { addressOf, answerOf } from './api.ts';
import { ApiError } from './api-error.ts';

/** Sends a CSV file as it is; the server reads it. */
export async function uploadImport(projectId: string, entity: ImportEntity, file: File): Promise<ImportView> {
  const name = file.name.slice(-200);
  const response = await fetch(addressOf(api.imports.upload.path, { params: { projectId }, query: { entity, name } }), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-voronka-client': 'web' },
    credentials: 'same-origin',
    body: file,
  }).catch((cause: unknown) => {
    throw new ApiError('offline', { cause });
  });
  return answerOf(api.imports.upload, await response.text(), response.status);
}
