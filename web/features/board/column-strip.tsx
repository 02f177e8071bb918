import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardColumn } from '../../../api/contract/deals.ts';
import type { StageView } from '../../../api/contract/pipelines.ts';
import { StageDot, SystemStageIcon } from '../../ui/stage-dot.tsx';
import { useSurroundings } from './board-context.ts';
import { useColumnDrop, useDrag, useDropColumns } from './board-drag.tsx';
import classes from './column-strip.module.css';
import { systemKey } from './columns.ts';

interface ColumnStripProps {
  column: BoardColumn;
  stage: StageView | undefined;
  name: string;
  accepts: boolean;
  /** It was folded just now: the keyboard's hand goes on from here. */
  focused: boolean;
  onUnfold: () => void;
}

/** A folded column: its name and count; a card dropped on it lands on top. */
export function ColumnStrip({ column, stage, name, accepts, focused, onUnfold }: ColumnStripProps) {
  const { t } = useTranslation('board');
  const { language } = useSurroundings();
  const drag = useDrag();
  const setDropNode = useColumnDrop(column.key);
  const dropColumns = useDropColumns();
  const button = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    dropColumns.set(column.key, { accepts, length: () => 0, indexAt: () => 0 });
  });
  useEffect(() => () => void dropColumns.delete(column.key), [dropColumns, column.key]);
  useEffect(() => {
    if (focused) button.current?.focus();
  }, [focused]);

  const aimed = drag?.target?.kind === 'column' && drag.target.key === column.key;
  return (
    <section
      ref={setDropNode}
      className={classes.strip}
      aria-label={t('column.label', { name, count: column.count })}
      data-column={column.key}
      data-aimed={aimed || undefined}
      data-refusing={(drag && !accepts) || undefined}
    >
      <button
        ref={button}
        type="button"
        className={classes.unfold}
        aria-expanded={false}
        aria-label={t('column.unfold', { name })}
        title={t('column.unfold', { name })}
        onClick={onUnfold}
      >
        {stage ? <StageDot color={stage.color} /> : <SystemStageIcon stage={systemKey(column.key)} />}
        <span className={classes.count}>{new Intl.NumberFormat(language).format(column.count)}</span>
        <h2 className={classes.name}>{name}</h2>
      </button>
    </section>
  );
}
