import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { explainError } from '../../ui/toast.tsx';
import classes from './panel.module.css';

interface PanelProps<Value> {
  title: string;
  hint?: string;
  /** Beside the title. */
  controls?: ReactNode;
  query: Pick<UseQueryResult<Value>, 'data' | 'error' | 'refetch' | 'isPlaceholderData'>;
  /** Of what is not there yet, so that nothing jumps. */
  height: number;
  className?: string | undefined;
  children: (value: Value) => ReactNode;
}

/** One question of the page with its answer; each is loaded, and may fail, by itself. */
export function Panel<Value>({ title, hint, controls, query, height, className, children }: PanelProps<Value>) {
  const id = useId();
  return (
    <section className={`${classes.panel} ${className ?? ''}`} aria-labelledby={id}>
      <header className={classes.header}>
        <div className={classes.words}>
          <h2 id={id} className={classes.title}>
            {title}
          </h2>
          {hint && <p className={classes.hint}>{hint}</p>}
        </div>
        {controls && <div className={classes.controls}>{controls}</div>}
      </header>
      <div className={classes.content} data-stale={query.isPlaceholderData || undefined}>
        <Content query={query} height={height}>
          {children}
        </Content>
      </div>
    </section>
  );
}

function Content<Value>({ query, height, children }: Pick<PanelProps<Value>, 'query' | 'height' | 'children'>) {
  const { t } = useTranslation('analytics');
  const { t: tUi } = useTranslation('ui');
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <div className={classes.failed} role="alert">
        <p>{explainError(query.error)}</p>
        <Button variant="default" onClick={() => void query.refetch()}>
          {t('again')}
        </Button>
      </div>
    );
  }
  return <Skeleton height={height} radius={8} role="status" aria-label={tUi('loading')} />;
}

/** Inside a panel: there was nothing, and why that may be. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className={classes.nothing}>{children}</p>;
}
