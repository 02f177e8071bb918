import { FileButton, SegmentedControl, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportEntity, ImportView } from '../../../../api/contract/imports.ts';
import { isApiError } from '../../../app/api-error.ts';
import { usePermissions, useProjectId } from '../../../app/session.ts';
import { uploadImport } from '../../../app/upload-import.ts';
import { explainError } from '../../../ui/toast.tsx';
import { Group } from '../section.tsx';
import classes from './import-start.module.css';

/** The first step: whose file it is, and the file. */
export function ImportStart({ onDraft }: { onDraft: (draft: ImportView) => void }) {
  const { t } = useTranslation('exchange');
  const projectId = useProjectId();
  const mayDeals = usePermissions().may('crm', 'edit');
  const [entity, setEntity] = useState<ImportEntity>('contact');
  const [over, setOver] = useState(false);
  const upload = useMutation({
    mutationFn: (file: File) => uploadImport(projectId, entity, file),
    onSuccess: onDraft,
  });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) upload.mutate(file);
  };

  return (
    <Group title={t('import')}>
      <div className={classes.start}>
        {mayDeals && (
          <SegmentedControl
            fullWidth
            aria-label={t('what')}
            value={entity}
            onChange={(value) => setEntity(value === 'deal' ? 'deal' : 'contact')}
            data={[
              { value: 'contact', label: t('contacts') },
              { value: 'deal', label: t('deals') },
            ]}
          />
        )}
        <FileButton accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={(file) => file && upload.mutate(file)}>
          {(props) => (
            <button
              {...props}
              type="button"
              className={classes.drop}
              data-over={over || undefined}
              disabled={upload.isPending}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(true);
              }}
              onDragLeave={() => setOver(false)}
              onDrop={drop}
            >
              <IconFileSpreadsheet size={22} stroke={1.5} aria-hidden />
              <span className={classes.call}>{upload.isPending ? t('reading') : t('choose')}</span>
              <span className={classes.hint}>{t(`hint.${entity}`)}</span>
            </button>
          )}
        </FileButton>
        {upload.error && (
          <Text role="alert" size="sm" c="red">
            {explainUpload(upload.error, t)}
          </Text>
        )}
      </div>
    </Group>
  );
}

/** Why a file was not taken, in the reader's language where the server says which kind of trouble it was. */
function explainUpload(error: unknown, t: TFunction<'exchange'>): string {
  const why = isApiError(error) ? error.details?.why : undefined;
  return typeof why === 'string' ? t(`unread.${why}`, { defaultValue: explainError(error) }) : explainError(error);
}
