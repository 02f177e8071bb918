import { ActionIcon, Menu, Skeleton } from '@mantine/core';
import { IconChevronsLeft, IconDots, IconPlus } from '@tabler/icons-react';
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardColumn, ColumnKey } from '../../../api/contract/deals.ts';
import type { StageView } from '../../../api/contract/pipelines.ts';
import { formatMoney, formatSum } from '../../ui/money.ts';
import { StageDot, SystemStageIcon } from '../../ui/stage-dot.tsx';
import { useSurroundings } from './board-context.ts';
import { type Drag, useColumnDrop, useDrag, useDropColumns } from './board-drag.tsx';
import classes from './column.module.css';
import { type ColumnRow, columnRows, nearestPlace } from './column-rows.ts';
import { ColumnStrip } from './column-strip.tsx';
import { systemKey } from './columns.ts';
import { DealCardFace } from './deal-card-face.tsx';
import { DraggableCard } from './draggable-card.tsx';
import { QuickAdd } from './quick-add.tsx';

interface ColumnProps {
  column: BoardColumn;
  /** Undefined for a system stage. */
  stage: StageView | undefined;
  /** More cards are needed, at least up to this number. */
  onMore: (upTo: number) => void;
  /** Lines of the column's own menu, above "fold". */
  menu?: ReactNode;
  folded: boolean;
  /** Folded just now, by hand. */
  justFolded: boolean;
  onFold: (folded: boolean) => void;
  /** Shown when the column holds nothing. */
  empty?: ReactNode;
}

export function Column({ column, stage, onMore, menu, empty, folded, justFolded, onFold }: ColumnProps) {
  const { t } = useTranslation('board');
  const { mayEdit, language } = useSurroundings();
  const [adding, setAdding] = useState(false);
  const drag = useDrag();
  const accepts = useAccepts(column.key, drag);
  const name = stage?.name ?? t(`system.${column.key}`);
  const canAdd = mayEdit && (stage !== undefined || column.key === 'unsorted');
  const aimed = drag?.target?.kind === 'column' && drag.target.key === column.key;

  if (folded) {
    const unfold = () => onFold(false);
    return <ColumnStrip {...{ column, stage, name, accepts }} focused={justFolded} onUnfold={unfold} />;
  }
  return (
    <section
      className={classes.column}
      aria-label={t('column.label', { name, count: column.count })}
      data-column={column.key}
      data-aimed={(aimed && drag.from.key !== column.key) || undefined}
      data-refusing={(drag && (!accepts || drag.forbidden.has(column.key))) || undefined}
    >
      <header className={classes.header}>
        {stage ? <StageDot color={stage.color} /> : <SystemStageIcon stage={systemKey(column.key)} />}
        <h2 className={classes.name} title={name}>
          {name}
        </h2>
        <span className={classes.count}>{new Intl.NumberFormat(language).format(column.count)}</span>
        <span className={classes.space} />
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon size={24} className={classes.tool} aria-label={t('column.menu', { name })}>
              <IconDots size={16} stroke={1.8} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {menu}
            <Menu.Item leftSection={<IconChevronsLeft size={15} stroke={1.7} />} onClick={() => onFold(true)}>
              {t('column.fold')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {canAdd && (
          <ActionIcon size={24} aria-label={t('column.add', { name })} onClick={() => setAdding(true)}>
            <IconPlus size={16} stroke={1.8} />
          </ActionIcon>
        )}
      </header>
      <Sums sums={column.sums} />
      {adding && <QuickAdd stageId={stage?.id} onClose={() => setAdding(false)} />}
      <CardList column={column} drag={drag} onMore={onMore} empty={adding ? undefined : empty} accepts={accepts} />
    </section>
  );
}

/** Nothing is dropped into Unsorted; where a stage's rules forbid it, only by those who may override them (PRODUCT D4, S10). */
function useAccepts(key: ColumnKey, drag: Drag | null): boolean {
  const { mayOverride } = useSurroundings();
  return key !== 'unsorted' && (mayOverride || !drag?.forbidden.has(key));
}

function Sums({ sums }: { sums: BoardColumn['sums'] }) {
  const { language, pipeline } = useSurroundings();
  if (!pipeline.settings.showSums) return null;
  const exact = sums.map(({ amount, currency }) => formatMoney(amount, currency, language)).join(' · ');
  return (
    <div className={classes.sums} title={exact}>
      {sums.map(({ amount, currency }) => formatSum(amount, currency, language)).join(' · ') || ' '}
    </div>
  );
}

interface CardListProps {
  column: BoardColumn;
  drag: Drag | null;
  onMore: (upTo: number) => void;
  empty: ReactNode;
  accepts: boolean;
}

function CardList({ column, drag, onMore, empty, accepts }: CardListProps) {
  const { pipeline } = useSurroundings();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement | null>(null);
  const setDropNode = useColumnDrop(column.key);
  const dropColumns = useDropColumns();
  const rows = columnRows(column, drag);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index];
      return row?.kind === 'gap' ? row.height + 6 : pipeline.settings.density === 'compact' ? 72 : 104;
    },
    getItemKey: (index) => rowKey(rows[index], index),
    overscan: 5,
    paddingEnd: 12,
  });
  const items = virtualizer.getVirtualItems();

  const last = items.at(-1);
  const wantsMore = last !== undefined && column.next !== null && last.index >= column.cards.length - 8;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page (a new `next`) asks again while its end is in view
  useEffect(() => {
    if (wantsMore) onMore(last.index + 20);
  }, [wantsMore, column.next, last?.index]);

  useLayoutEffect(() => {
    dropColumns.set(column.key, {
      accepts,
      length: (held) => column.cards.filter((card) => card.id !== held).length,
      indexAt: (top) => {
        const origin = content.current?.getBoundingClientRect().top ?? 0;
        const starts = virtualizer.measurementsCache.map(({ start }) => start);
        return nearestPlace(rows, starts, virtualizer.getTotalSize() - 12, top - origin);
      },
    });
  });
  useEffect(() => () => void dropColumns.delete(column.key), [dropColumns, column.key]);

  const heldAt = rows.findIndex((row) => row.kind === 'held');
  useEffect(() => {
    if (heldAt < 0) return;
    virtualizer.scrollToIndex(heldAt, { align: 'auto' });
    scroller.current?.parentElement?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [heldAt, virtualizer]);

  // The held card leaves its row but stays where it was, unseen: a touch ends when the element that began it goes away, and
  // what hangs on the pointer is placed against it.
  const source = drag?.from.key === column.key ? drag.card : undefined;
  const restingTop = useRestingTop(items, source?.id);

  return (
    <div ref={scroller} className={classes.scroller} tabIndex={-1}>
      <div
        ref={(node) => {
          content.current = node;
          setDropNode(node);
        }}
        className={classes.content}
        style={{ height: virtualizer.getTotalSize() }}
        data-dragging={drag !== null || undefined}
      >
        {[
          ...items.map((item) => (
            <div
              key={item.key}
              data-index={item.index}
              ref={virtualizer.measureElement}
              className={classes.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <RowContent row={rows[item.index]} columnKey={column.key} />
            </div>
          )),
          source && (
            <div
              key={source.id}
              data-index={-1}
              className={classes.source}
              style={{ transform: `translateY(${restingTop}px)` }}
            >
              <RowContent row={{ kind: 'card', card: source, index: drag?.from.index ?? 0 }} columnKey={column.key} />
            </div>
          ),
        ]}
      </div>
      {rows.length === 0 && <div className={classes.empty}>{empty}</div>}
    </div>
  );
}

/** Where the held card stood before it was lifted. */
function useRestingTop(items: VirtualItem[], held: string | undefined): number {
  const tops = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    if (held === undefined) tops.current = new Map(items.map(({ key, start }) => [String(key), start]));
  });
  return held === undefined ? 0 : (tops.current.get(held) ?? 0);
}

function RowContent({ row, columnKey }: { row: ColumnRow | undefined; columnKey: ColumnKey }) {
  switch (row?.kind) {
    case 'card':
      return <DraggableCard card={row.card} columnKey={columnKey} index={row.index} />;
    case 'held':
      return <DealCardFace card={row.card} held />;
    case 'gap':
      return <div className={classes.drop} style={{ height: row.height }} />;
    case 'pending':
      return <Skeleton height={98} radius={9} animate={false} />;
    case undefined:
      return null;
  }
}

function rowKey(row: ColumnRow | undefined, index: number): string {
  if (row?.kind === 'card') return row.card.id;
  return `${row?.kind ?? 'none'} ${row?.kind === 'pending' ? index : ''}`;
}
