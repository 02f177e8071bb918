import { Button, Menu, Skeleton } from '@mantine/core';
import { IconChecks, IconDeviceMobileMessage, IconLayoutKanban } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DealFilter, filterText } from '../../../api/contract/deal-filter.ts';
import type { BoardColumn, ColumnKey, DealCard } from '../../../api/contract/deals.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { useOpenDeal } from '../../app/open-deal.ts';
import { usePermissions } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { explainError, toastHint } from '../../ui/toast.tsx';
import classes from './board.module.css';
import { BoardContext } from './board-context.ts';
import { BoardDrag } from './board-drag.tsx';
import { CardMenu } from './card-menu.tsx';
import { Column } from './column.tsx';
import { DealCardFace } from './deal-card-face.tsx';
import { DropZones } from './drop-zones.tsx';
import { useAnnouncements } from './use-announcements.ts';
import { useBoard } from './use-board.ts';
import { useFolding } from './use-folding.ts';
import { useMoves } from './use-moves.ts';
import { useSurroundingsOf } from './use-surroundings-of.ts';
import { walkCards } from './walk-cards.ts';

interface BoardProps {
  projectId: string;
  pipeline: PipelineView;
  pipelines: PipelineView[];
  filter: DealFilter;
  /** Tags met on the cards, for the filter. */
  onTags: (tags: string[]) => void;
  onCreateStage: () => void;
  /** Opens the dialog of this pipeline's stages. */
  onEditStages: () => void;
}

export function Board(props: BoardProps) {
  const { projectId, pipeline, pipelines, filter, onTags, onCreateStage, onEditStages } = props;
  const { t, i18n } = useTranslation('board');
  const { may, restricted } = usePermissions();
  const mayEdit = may('crm', 'edit');
  const folding = useFolding(pipeline.id);
  const board = useBoard(projectId, pipeline, filter);
  const [menu, setMenu] = useState<{ card: DealCard; anchor: DOMRect } | null>(null);
  const openDeal = useOpenDeal();
  const moves = useMoves(pipeline, pipelines, board);
  const announce = useAnnouncements(pipeline, board.columns ?? []);
  const surroundings = useSurroundingsOf({
    projectId,
    pipeline,
    pipelines,
    language: i18n.language,
    mayEdit,
    mayOverride: mayEdit && !restricted('override_stage_rules'),
    open: (card) => openDeal(card.id),
    openMenu: (card, anchor) => setMenu({ card, anchor }),
    acceptInto: (card) => void moves.acceptInto(card),
    createStage: onCreateStage,
    explainUnsorted: (card) =>
      toastHint({
        id: 'unsorted',
        message: t('unsorted.notDragged'),
        action: { label: t('accept'), run: () => void moves.acceptInto(card) },
      }),
  });

  const tags = useTagsOn(board.columns);
  useEffect(() => onTags(tags), [tags, onTags]);

  if (board.isError && !board.columns) {
    return (
      <EmptyState title={t('failed')} action={<Button onClick={() => board.refetch()}>{t('retry')}</Button>}>
        {explainError(board.error)}
      </EmptyState>
    );
  }
  if (!board.columns) return <BoardSkeleton stages={pipeline.stages.length} />;

  const columns = inReadingOrder(board.columns, pipeline);
  const filtered = filterText(filter) !== undefined;
  const total = columns.reduce((sum, column) => sum + column.count, 0);
  const hiddenZones = (['won', 'lost', 'archived'] as const).filter((zone) => !pipeline.settings.systemStages[zone]);

  return (
    <BoardContext value={surroundings}>
      <BoardDrag
        order={columns.map(({ key }) => key)}
        announce={announce}
        forbidden={(card) => forbiddenFor(card, pipeline)}
        onDrop={(card, from, target) => void moves.drop(card, from, target)}
        overlay={(card) => <DealCardFace card={card} held />}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys walk between the cards' own buttons */}
        <div className={classes.board} onKeyDown={walkCards} data-stale={board.isPlaceholderData || undefined}>
          {columns.map((column) => {
            const stage = pipeline.stages.find(({ id }) => id === column.key);
            return (
              <Column
                key={column.key}
                column={column}
                stage={stage}
                folded={folding.folded.includes(column.key)}
                justFolded={folding.just === column.key}
                onFold={(folded) => folding.fold(column.key, folded)}
                onMore={(upTo) => void board.loadMore(column.key, upTo)}
                menu={
                  mayEdit && (column.key === 'unsorted' || stage) ? (
                    <ColumnMenu
                      column={column}
                      onEditStages={onEditStages}
                      onAcceptAll={() => void moves.acceptAll(column.count)}
                      pipeline={pipeline}
                    />
                  ) : undefined
                }
                empty={
                  <ColumnEmpty
                    columnKey={column.key}
                    first={stage === pipeline.stages[0]}
                    boardEmpty={total === 0}
                    filtered={filtered}
                  />
                }
              />
            );
          })}
          {pipeline.stages.length === 0 && <NoStages onCreateStage={onCreateStage} mayEdit={mayEdit} />}
          {pipeline.stages.length > 0 && mayEdit && (
            <button type="button" className={classes.addStage} onClick={onCreateStage}>
              + {t('addStage')}
            </button>
          )}
        </div>
        <DropZones zones={hiddenZones} />
      </BoardDrag>
      {menu && <CardMenu {...menu} actions={moves} onClose={() => setMenu(null)} />}
    </BoardContext>
  );
}

function forbiddenFor(card: DealCard, pipeline: PipelineView): Set<string> {
  const stage = card.status === 'open' ? pipeline.stages.find(({ id }) => id === card.stageId) : undefined;
  return new Set(stage?.rules.forbiddenTargets);
}

function ColumnMenu({
  column,
  pipeline,
  onEditStages,
  onAcceptAll,
}: {
  column: BoardColumn;
  pipeline: PipelineView;
  onEditStages: () => void;
  onAcceptAll: () => void;
}) {
  const { t } = useTranslation('board');
  if (column.key !== 'unsorted') {
    return (
      <Menu.Item leftSection={<IconLayoutKanban size={15} stroke={1.7} />} onClick={onEditStages}>
        {t('column.edit')}
      </Menu.Item>
    );
  }
  return (
    <Menu.Item
      leftSection={<IconChecks size={15} stroke={1.7} />}
      disabled={column.count === 0 || pipeline.stages.length === 0}
      onClick={onAcceptAll}
    >
      {t('acceptAll', { count: column.count })}
    </Menu.Item>
  );
}

function ColumnEmpty({
  columnKey,
  first,
  boardEmpty,
  filtered,
}: {
  columnKey: ColumnKey;
  first: boolean;
  boardEmpty: boolean;
  filtered: boolean;
}) {
  const { t } = useTranslation('board');
  if (filtered) return <p className={classes.hint}>{t('empty.filtered')}</p>;
  if (columnKey === 'unsorted') return <p className={classes.hint}>{t('empty.unsorted')}</p>;
  if (boardEmpty && first) {
    return (
      <div className={classes.teach}>
        <IconDeviceMobileMessage size={22} stroke={1.6} />
        <strong>{t('empty.firstTitle')}</strong>
        <p>{t('empty.firstText')}</p>
      </div>
    );
  }
  return null;
}

function NoStages({ onCreateStage, mayEdit }: { onCreateStage: () => void; mayEdit: boolean }) {
  const { t } = useTranslation('board');
  return (
    <EmptyState
      icon={<IconLayoutKanban size={20} stroke={1.7} />}
      title={t('noStages.title')}
      action={mayEdit && <Button onClick={onCreateStage}>{t('noStages.create')}</Button>}
    >
      {t('noStages.text')}
    </EmptyState>
  );
}

function BoardSkeleton({ stages }: { stages: number }) {
  return (
    <div className={classes.board} aria-hidden>
      {Array.from({ length: Math.max(3, stages) }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing but the place tells them apart
        <div key={column} className={classes.skeleton}>
          <Skeleton height={12} width={90} radius={6} mb={14} />
          <Skeleton height={88} radius={9} mb={6} />
          <Skeleton height={88} radius={9} mb={6} opacity={0.6} />
          <Skeleton height={88} radius={9} opacity={0.3} />
        </div>
      ))}
    </div>
  );
}

/** Unsorted first, then the stages in the pipeline's order, then what is closed. */
function inReadingOrder(columns: BoardColumn[], pipeline: PipelineView): BoardColumn[] {
  const { systemStages } = pipeline.settings;
  const order: ColumnKey[] = [
    ...(systemStages.unsorted ? (['unsorted'] as const) : []),
    ...pipeline.stages.map(({ id }) => id),
    ...(['won', 'lost', 'archived'] as const).filter((key) => systemStages[key]),
  ];
  return order.flatMap((key) => columns.find((column) => column.key === key) ?? []);
}

function useTagsOn(columns: BoardColumn[] | undefined): string[] {
  const joined = useMemo(() => {
    const tags = new Set((columns ?? []).flatMap(({ cards }) => cards.slice(0, 200).flatMap((card) => card.tags)));
    return [...tags]
      .sort((a, b) => a.localeCompare(b))
      .slice(0, 30)
      .join('\n');
  }, [columns]);
  return useMemo(() => (joined === '' ? [] : joined.split('\n')), [joined]);
}
