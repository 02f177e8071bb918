import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { ImportView } from '../../../../api/contract/imports.ts';
import { useOperation } from '../../../app/api.ts';
import { useProjectId } from '../../../app/session.ts';
import { fullMoment } from '../../../ui/moments.ts';
import { Loaded } from '../loaded.tsx';
import { Group } from '../section.tsx';
import classes from './import-history.module.css';
import { ImportProgress } from './import-progress.tsx';

export function ImportHistory() {
  const { t } = useTranslation('exchange');
  const query = useOperation(api.imports.list, { params: { projectId: useProjectId() } });
  return (
    <Loaded query={query} height={90}>
      {(rows) =>
        rows.length > 0 && (
          <Group title={t('history')}>
            {rows.map((row) => (
              <Entry key={row.id} row={row} />
            ))}
          </Group>
        )
      }
    </Loaded>
  );
}

function Entry({ row }: { row: ImportView }) {
  const { t, i18n } = useTranslation('exchange');
  const by = 'name' in row.startedBy ? row.startedBy.name : '';
  return (
    <article aria-label={row.fileName}>
      <div className={classes.head}>
        <span className={classes.file}>{row.fileName}</span>
        <span className={classes.about}>
          {[
            t(row.entity === 'deal' ? 'deals' : 'contacts'),
            by,
            fullMoment(row.startedAt ?? row.createdAt, i18n.language),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <ImportProgress row={row} />
    </article>
  );
}
