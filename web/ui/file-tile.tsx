import { IconFile, IconFileSpreadsheet, IconFileText, IconFileZip, IconMusic, IconVideo } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FileView } from '../../api/contract/files.ts';
import { useProjectId } from '../app/session.ts';
import { fileAddress } from '../app/upload-file.ts';
import classes from './file-tile.module.css';

/** A file to press: a picture shows itself, what a browser can show opens beside, everything else is saved. */
export function FileTile({ file, about }: { file: FileView; about?: string }) {
  const { t } = useTranslation('ui');
  const projectId = useProjectId();
  const address = fileAddress(projectId, file.id, file.showable);
  return (
    <a
      className={classes.tile}
      href={address}
      aria-label={t('file.open', { name: file.name })}
      {...(file.showable ? { target: '_blank', rel: 'noreferrer' } : { download: file.name })}
    >
      <span className={classes.face}>
        {file.contentType.startsWith('image/') && file.showable ? (
          <img src={address} alt="" loading="lazy" />
        ) : (
          <Icon contentType={file.contentType} />
        )}
      </span>
      <span className={classes.text}>
        <span className={classes.name}>{file.name}</span>
        {about && <span className={classes.about}>{about}</span>}
      </span>
    </a>
  );
}

function Icon({ contentType }: { contentType: string }) {
  const look = { size: 17, stroke: 1.6, 'aria-hidden': true } as const;
  if (contentType.startsWith('audio/')) return <IconMusic {...look} />;
  if (contentType.startsWith('video/')) return <IconVideo {...look} />;
  if (/sheet|csv/.test(contentType)) return <IconFileSpreadsheet {...look} />;
  if (/zip|rar|7z/.test(contentType)) return <IconFileZip {...look} />;
  if (/pdf|text|document/.test(contentType)) return <IconFileText {...look} />;
  return <IconFile {...look} />;
}

/** `12 КБ`, `3,4 МБ`. */
export function fileSize(bytes: number, language: string): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, bytes / 1000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const maximumFractionDigits = unit === 'megabyte' ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits }).format(value);
}
