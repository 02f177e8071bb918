import { Alert, Button, Progress } from '@mantine/core';
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { ImportView } from '../../../../api/contract/imports.ts';
import { addressOf, call, keyOf } from '../../../app/api.ts';
import { usePermissions, useProjectId } from '../../../app/session.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { toastError, toastProblem } from '../../../ui/toast.tsx';
import classes from './import-progress.module.css';

const fates = ['created', 'updated', 'skipped', 'refused', 'undone', 'kept'] as const;

/** How far an import is and what came of it; it can be stopped, gone on with and taken back. */
export function ImportProgress({ row }: { row: ImportView }) {
  const { t } = useTranslation('exchange');
  const { counts, status } = row;
  const carriedOut = counts.created + counts.updated + counts.skipped + counts.refused;
  const toUndo = counts.created + counts.updated;
  const part =
    status === 'undoing' ? (counts.undone + counts.kept) / Math.max(1, toUndo) : carriedOut / Math.max(1, row.rows);
  const running = status === 'running' || status === 'undoing';
  const shown = fates.filter((fate) => counts[fate] > 0);
  return (
    <div className={classes.progress}>
      <div className={classes.line} role="status">
        <span className={classes.state}>{t(`status.${status}`)}</span>
        <span className={classes.of}>{t('doneOf', { done: carriedOut, of: row.rows })}</span>
      </div>
      {running && <Progress value={part * 100} animated aria-label={t(`status.${status}`)} size="sm" />}
      {row.problem && (
        <Alert color="red" p="xs">
          {t(`failure.${row.problem}`)}
        </Alert>
      )}
      {shown.length > 0 && (
        <dl className={classes.counts}>
          {shown.map((fate) => (
            <div key={fate} data-fate={fate}>
              <dt>{t(`fate.${fate}`)}</dt>
              <dd>{counts[fate].toLocaleString()}</dd>
            </div>
          ))}
        </dl>
      )}
      <Actions row={row} />
    </div>
  );
}

function Actions({ row }: { row: ImportView }) {
  const { t } = useTranslation('exchange');
  const projectId = useProjectId();
  const { restricted } = usePermissions();
  const act = useAct(projectId, row);
  const { status, counts } = row;
  const mayUndo = (counts.created === 0 || !restricted('delete_contacts')) && counts.created + counts.updated > 0;
  const ended = status === 'done' || status === 'stopped' || status === 'failed';
  const report = addressOf(api.imports.report.path, {
    params: { projectId, importId: row.id },
    query: { only: counts.kept > 0 ? 'kept' : 'refused' },
  });
  const undo = async () => {
    const sure = await confirm({
      title: t('undoTitle', { name: row.fileName }),
      text: t('undoText'),
      action: t('undo'),
    });
    if (sure) act.mutate('undo');
  };
  return (
    <div className={classes.actions}>
      {status === 'running' && (
        <Button size="xs" variant="default" loading={act.isPending} onClick={() => act.mutate('stop')}>
          {t('stop')}
        </Button>
      )}
      {(status === 'stopped' || status === 'failed') && (
        <Button size="xs" variant="default" loading={act.isPending} onClick={() => act.mutate('resume')}>
          {t('resume')}
        </Button>
      )}
      {counts.refused + counts.kept > 0 && !restricted('export') && (
        <Button
          size="xs"
          variant="default"
          component="a"
          href={report}
          download
          leftSection={<IconDownload size={15} stroke={1.7} />}
        >
          {t(counts.kept > 0 ? 'reportKept' : 'report')}
        </Button>
      )}
      {ended && mayUndo && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          loading={act.isPending}
          leftSection={<IconArrowBackUp size={15} stroke={1.7} />}
          onClick={() => void undo()}
        >
          {t('undo')}
        </Button>
      )}
    </div>
  );
}

function useAct(projectId: string, { id: importId }: ImportView) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (what: 'stop' | 'resume' | 'undo') => call(api.imports[what], { params: { projectId, importId } }),
    onSuccess: (answer) => {
      if (answer.kind === 'refused') toastProblem({ message: answer.message });
      void queryClient.invalidateQueries({ queryKey: keyOf(api.imports.get) });
      void queryClient.invalidateQueries({ queryKey: keyOf(api.imports.list) });
    },
    onError: toastError,
  });
}
