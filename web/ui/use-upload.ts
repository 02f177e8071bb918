import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import { type FileView, mostFileBytes } from '../../api/contract/files.ts';
import { keyOf } from '../app/api.ts';
import { useProjectId } from '../app/session.ts';
import { type FileOwner, uploadFile } from '../app/upload-file.ts';
import { toastError, toastProblem } from './toast.tsx';

export interface Uploading {
  name: string;
  /** From 0 to 1. */
  part: number;
}

/** Uploads one file at a time and tells how far it is; what cannot be taken is said before anything is sent. */
export function useUpload(on: FileOwner) {
  const { t } = useTranslation('ui');
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  const [uploading, setUploading] = useState<Uploading | null>(null);

  const upload = async (file: File): Promise<FileView | undefined> => {
    const { name } = file;
    if (file.size === 0 || file.size > mostFileBytes) {
      toastProblem({ message: t(file.size === 0 ? 'file.empty' : 'file.tooLarge', { name }) });
      return undefined;
    }
    setUploading({ name, part: 0 });
    try {
      return await uploadFile(projectId, { on, file, onProgress: (part) => setUploading({ name, part }) });
    } catch (error) {
      toastError(error);
      return undefined;
    } finally {
      setUploading(null);
      await queryClient.invalidateQueries({ queryKey: keyOf(api.files.list) });
    }
  };
  return { upload, uploading };
}
