import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import type { FileView } from '../../api/contract/files.ts';
import { call, keyOf, useOperation } from '../app/api.ts';
import { useProjectId } from '../app/session.ts';
import type { FileOwner } from '../app/upload-file.ts';
import { actorName } from './actor.tsx';
import { confirm } from './confirm.tsx';
import classes from './file-list.module.css';
import { FileTile, fileSize } from './file-tile.tsx';
import { fullMoment } from './moments.ts';
import { toastDone, toastError } from './toast.tsx';
import { type Uploading, useUpload } from './use-upload.ts';

/** The files of a deal or a contact: opened, added by a press or a drop, deleted after a question. */
export function FileList({ on, readOnly = false }: { on: FileOwner; readOnly?: boolean }) {
  const { t } = useTranslation('ui');
  const projectId = useProjectId();
  const { data: files } = useOperation(api.files.list, { params: { projectId }, query: asQuery(on) });
  const { upload, uploading } = useUpload(on);
  const addAll = async (added: File[]) => {
    for (const file of added) await upload(file);
  };

  return (
    <div>
      {files?.length === 0 && readOnly && <p className={classes.none}>{t('file.none')}</p>}
      <ul className={classes.list}>
        {files?.map((file) => (
          <FileLine key={file.id} file={file} readOnly={readOnly} />
        ))}
      </ul>
      {!readOnly && <DropPlace uploading={uploading} onFiles={(added) => void addAll(added)} />}
    </div>
  );
}

function FileLine({ file, readOnly }: { file: FileView; readOnly: boolean }) {
  const { t, i18n } = useTranslation('ui');
  const remove = useRemove();
  const by = t('file.by', {
    who: actorName(file.author),
    when: fullMoment(file.createdAt, i18n.language),
  });
  return (
    <li className={classes.line}>
      <FileTile file={file} about={`${fileSize(file.size, i18n.language)} · ${by}`} />
      {!readOnly && (
        <Tooltip label={t('file.removeAction')}>
          <ActionIcon
            className={classes.remove}
            size={26}
            aria-label={t('file.remove', { name: file.name })}
            onClick={() => void remove(file)}
          >
            <IconTrash size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}

function DropPlace({ uploading, onFiles }: { uploading: Uploading | null; onFiles: (files: File[]) => void }) {
  const { t } = useTranslation('ui');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, entered: boolean) => {
    event.preventDefault();
    setOver(entered);
  };
  return (
    <>
      <button
        type="button"
        className={classes.drop}
        data-over={over || undefined}
        disabled={uploading !== null}
        aria-label={t('file.add')}
        onClick={() => input.current?.click()}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          onFiles([...event.dataTransfer.files]);
        }}
      >
        <IconPaperclip size={15} stroke={1.7} aria-hidden />
        <span role={uploading ? 'status' : undefined}>
          {uploading
            ? t('file.uploading', { name: uploading.name, percent: Math.floor(uploading.part * 100) })
            : t('file.drop')}
        </span>
        {uploading && <span className={classes.progress} style={{ transform: `scaleX(${uploading.part})` }} />}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </>
  );
}

function useRemove() {
  const { t } = useTranslation('ui');
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  return async ({ id, name }: FileView) => {
    const sure = await confirm({
      title: t('file.removeTitle', { name }),
      text: t('file.removeText'),
      action: t('file.removeAction'),
    });
    if (!sure) return;
    try {
      await call(api.files.remove, { params: { projectId, fileId: id } });
      toastDone({ message: t('file.gone') });
    } catch (error) {
      toastError(error);
    }
    await queryClient.invalidateQueries({ queryKey: keyOf(api.files.list) });
  };
}

function asQuery(on: FileOwner) {
  // The border: ids come from the server's own answers.
  return on as { dealId: FileView['dealId'] & string } | { contactId: FileView['contactId'] & string };
}
