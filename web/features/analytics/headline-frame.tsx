import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { explainError } from '../../ui/toast.tsx';
import classes from './analytics-page.module.css';

interface HeadlineFrameProps<Value> {
  query: UseQueryResult<Value>;
  children: (value: Value) => ReactNode;
}

/** The place of the headline while it is on its way, or when it did not come. */
export function HeadlineFrame<Value>({ query, children }: HeadlineFrameProps<Value>) {
  const { t } = useTranslation('analytics');
  const { t: tUi } = useTranslation('ui');
  if (query.data !== undefined) {
    return <div data-stale={query.isPlaceholderData || undefined}>{children(query.data)}</div>;
  }
  if (!query.error) return <Skeleton height={101} radius={12} role="status" aria-label={tUi('loading')} />;
  return (
    <div className={classes.failed} role="alert">
      {explainError(query.error)}
      <Button variant="default" onClick={() => void query.refetch()}>
        {t('again')}
      </Button>
    </div>
  );
}
