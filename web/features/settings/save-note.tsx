import { Anchor, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { explainError } from '../../ui/toast.tsx';
import classes from './save-note.module.css';

/** Says beside a setting that it is being saved, is saved, or is not, and why. */
export function SaveNote<Answer, Change>({
  saving,
}: {
  saving: Pick<UseMutationResult<Answer, Error, Change>, 'status' | 'error' | 'variables' | 'mutate' | 'submittedAt'>;
}) {
  const { t } = useTranslation('settings');
  const { status, error, variables, mutate, submittedAt } = saving;
  return (
    <span className={classes.note} role="status" data-status={status}>
      {status === 'pending' && (
        <>
          <Loader size={12} color="gray" />
          {t('saving')}
        </>
      )}
      {status === 'success' && (
        <span key={submittedAt} className={classes.saved}>
          <IconCheck size={14} stroke={2.2} aria-hidden />
          {t('saved')}
        </span>
      )}
      {status === 'error' && (
        <>
          <IconAlertTriangle size={14} stroke={2} aria-hidden />
          {explainError(error)}
          <Anchor
            component="button"
            type="button"
            fz="inherit"
            onClick={() => mutate(variables as Change) /* an error comes after a call, so there was one */}
          >
            {t('again')}
          </Anchor>
        </>
      )}
    </span>
  );
}
