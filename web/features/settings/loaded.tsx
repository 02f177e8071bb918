import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { explainError } from '../../ui/toast.tsx';

/** What a query brought; until then its shape, and when it failed what happened and a way to try again. */
export function Loaded<Value>({
  query,
  height = 160,
  children,
}: {
  query: { data: Value | undefined; error: Error | null; refetch: () => unknown };
  height?: number;
  children: (value: Value) => ReactNode;
}) {
  const { t } = useTranslation('settings');
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <EmptyState
        title={t('failed')}
        action={
          <Button variant="default" onClick={() => void query.refetch()}>
            {t('again')}
          </Button>
        }
      >
        {explainError(query.error)}
      </EmptyState>
    );
  }
  return <Skeleton height={height} radius={10} role="status" aria-label={t('loading')} />;
}
