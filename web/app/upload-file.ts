import { api } from '../../api/contract/api.ts';
import type { FileView } from '../../api/contract/files.ts';
import { addressOf, answerOf } from './api.ts';
import { ApiError } from './api-error.ts';

/** What a file hangs on. */
export type FileOwner = { dealId: string } | { contactId: string };

/** Sends a file as it is. `fetch` does not tell how far an upload has come, so this is the older way. */
export function uploadFile(
  projectId: string,
  { on, file, onProgress }: { on: FileOwner; file: File; onProgress: (part: number) => void },
): Promise<FileView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const offline = () => reject(new ApiError('offline'));
    request.open(
      'POST',
      addressOf(api.files.upload.path, { params: { projectId }, query: { ...on, name: file.name } }),
    );
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-voronka-client', 'web');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = offline;
    request.onabort = offline;
    request.onload = () => {
      try {
        resolve(answerOf(api.files.upload, request.responseText, request.status));
      } catch (error) {
        reject(error);
      }
    };
    request.send(file);
  });
}

export function fileAddress(projectId: string, fileId: string, show = false): string {
  return addressOf(api.files.download.path, { params: { projectId, fileId }, query: show ? { show: true } : {} });
}
