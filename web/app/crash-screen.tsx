import { Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { explainError } from '../ui/toast.tsx';
import { isApiError } from './api-error.ts';
import { NotFoundScreen } from './not-found-screen.tsx';

/** Where a page that broke lands: what happened, and the way on. */
export function CrashScreen({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  if (isApiError(error, 'not_found')) return <NotFoundScreen />;

  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <EmptyState
      icon={<IconAlertTriangle size={20} stroke={1.7} />}
      title={t('crash.title')}
      action={
        <Group gap="xs">
          <Button onClick={retry}>{t('crash.retry')}</Button>
          <Button variant="default" onClick={() => window.location.assign('/')}>
            {t('notFound.home')}
          </Button>
        </Group>
      }
    >
      {isApiError(error) ? explainError(error) : t('crash.text')}
    </EmptyState>
  );
}
