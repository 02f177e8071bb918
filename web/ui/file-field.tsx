import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import type { FileView } from '../../api/contract/files.ts';
import { useOperation } from '../app/api.ts';
import { isApiError } from '../app/api-error.ts';
import { useProjectId } from '../app/session.ts';
import type { FileOwner } from '../app/upload-file.ts';
import classes from './file-field.module.css';
import { FileTile } from './file-tile.tsx';
import { useUpload } from './use-upload.ts';

interface FileFieldProps {
  label: string;
  /** The file's id. */
  value: string | null;
  /** What a newly uploaded file hangs on. */
  on: FileOwner;
  readOnly?: boolean;
  onChange: (fileId: FileView['id'] | null) => void;
}

/** One file as the value of a field: shown, replaced, taken away. Taking away leaves the file in the list of files. */
export function FileField({ label, value, on, readOnly = false, onChange }: FileFieldProps) {
  const { t } = useTranslation('ui');
  const input = useRef<HTMLInputElement>(null);
  const { upload, uploading } = useUpload(on);
  const choose = async (file: File | undefined) => {
    const stored = file && (await upload(file));
    if (stored) onChange(stored.id);
  };

  return (
    <div className={classes.field}>
      {value !== null && <Chosen fileId={value} />}
      {uploading && (
        <span role="status" className={classes.quiet}>
          {t('file.uploading', { name: uploading.name, percent: Math.floor(uploading.part * 100) })}
        </span>
      )}
      {!readOnly && !uploading && (
        <button
          type="button"
          className={classes.choose}
          aria-label={`${label}: ${t(value === null ? 'file.choose' : 'file.replace')}`}
          onClick={() => input.current?.click()}
        >
          <IconPaperclip size={14} stroke={1.7} aria-hidden />
          {value === null && t('file.choose')}
        </button>
      )}
      {!readOnly && value !== null && (
        <Tooltip label={t('file.clear')}>
          <ActionIcon size={24} aria-label={`${label}: ${t('file.clear')}`} onClick={() => onChange(null)}>
            <IconX size={14} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          void choose(currentTarget.files?.[0]);
          currentTarget.value = '';
        }}
      />
    </div>
  );
}

function Chosen({ fileId }: { fileId: string }) {
  const { t } = useTranslation('ui');
  const projectId = useProjectId();
  const { data: file, error } = useOperation(api.files.get, { params: { projectId, fileId } });
  if (file) return <FileTile file={file} />;
  return <span className={classes.quiet}>{isApiError(error, 'not_found') ? t('file.gone') : '…'}</span>;
}
