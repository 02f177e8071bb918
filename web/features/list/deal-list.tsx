import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconListSearch } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFilter } from '../../../api/contract/deal-filter.ts';
import type { DealRow } from '../../../api/contract/deal-list.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import { useOpenDeal } from '../../app/open-deal.ts';
import { usePermissions, useProject } from '../../app/session.ts';
import { TableHeader } from '../../ui/columns/table-header.tsx';
import type { TableView } from '../../ui/columns/use-table-view.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { explainError } from '../../ui/toast.tsx';
import { useMinutes } from '../../ui/use-minutes.ts';
import classes from './deal-list.module.css';
import { isEditable } from './editable.ts';
import type { GridPlace } from './grid-keys.ts';
import { columnsOf } from './list-columns.ts';
import { ListContext, type ListSurroundings } from './list-context.ts';
import { ListGrid } from './list-grid.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { ListTotals } from './list-totals.tsx';
import { MassBar } from './mass-bar.tsx';
import { indexOfRow, rowAt } from './row-pages.ts';
import { isSelected, type Selection, selectedCount } from './selection.ts';
import { useDealList } from './use-deal-list.ts';
import { useSelection } from './use-selection.ts';

interface DealListProps {
  projectId: string;
  pipeline: PipelineView;
  pipelines: PipelineView[];
  filter: DealFilter;
  /** Of all pipelines, and of the columns that boards hide. */
  everywhere: boolean;
  fields: NamedField[];
  view: TableView;
  /** Tags met in the rows, for the filter. */
  onTags: (tags: string[]) => void;
  onClearFilter: () => void;
}

/** The deals of a board as a table: the same ones under the same filter (PRODUCT S5). */
export function DealList(props: DealListProps) {
  const { projectId, pipeline, pipelines, filter, everywhere, fields, view, onTags, onClearFilter } = props;
  const { t } = useTranslation('list');
  const { may } = usePermissions();
  const openDeal = useOpenDeal();
  const narrow = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false }) === true;
  const list = useDealList({ projectId, pipeline, filter, everywhere, sort: view.sort });
  const columns = useMemo(() => columnsOf(view.layout, fields), [view.layout, fields]);
  const mayEdit = may('crm', 'edit');
  const ticks = useSelection(list.rows, JSON.stringify(filter), mayEdit);
  const tagsMet = useTagsMet(list.rows, onTags);
  const surroundings = useSurroundings(pipelines, tagsMet, mayEdit);
  const [editing, edit] = useEditing(list.rows, columns, mayEdit);
  const open = useStable((row: DealRow) => openDeal(row.id));
  const filtered = (filter.search ?? '') !== '' || (filter.conditions ?? []).length > 0;

  if (list.error && (list.empty || list.stale)) {
    return (
      <EmptyState title={t('failed')} action={<Button onClick={list.refresh}>{t('retry')}</Button>}>
        {explainError(list.error)}
      </EmptyState>
    );
  }
  if (list.empty) return <ListSkeleton narrow={narrow} />;
  if (list.count === 0 && !list.stale) return <NothingFound filtered={filtered} onClearFilter={onClearFilter} />;

  const chosen = selectedCount(ticks.selection, list.count);
  return (
    <ListContext value={surroundings}>
      <div className={classes.list}>
        <ListGrid
          question={list.question}
          columns={columns}
          count={list.count}
          rowAt={(index) => rowAt(list.rows, index)}
          onWindow={list.show}
          selection={ticks.selection}
          editing={editing}
          narrow={narrow}
          stale={list.stale}
          open={open}
          select={ticks.select}
          selectAll={ticks.selectAll}
          selectNone={ticks.selectNone}
          edit={edit}
          head={
            <TableHeader
              columns={columns}
              view={view}
              ticks={
                mayEdit
                  ? {
                      label: t('selectAll'),
                      ticked: chosen === 0 ? false : chosen >= list.count || 'some',
                      onTickAll: (all) => (all ? ticks.selectAll() : ticks.selectNone()),
                    }
                  : undefined
              }
            />
          }
          foot={
            <ListTotals count={list.count} sums={list.sums} stale={!list.counted} columns={columns} narrow={narrow} />
          }
        />
        {chosen > 0 && (
          <MassBar
            pipeline={pipeline}
            pipelines={pipelines}
            everywhere={everywhere}
            selection={ticks.selection}
            count={chosen}
            found={list.count}
            filter={filter}
            unsorted={unsortedAmong(list.rows, ticks.selection)}
            tagsMet={tagsMet}
            onSelectAll={ticks.selectAll}
            onClose={ticks.selectNone}
            onDone={list.refresh}
          />
        )}
      </div>
    </ListContext>
  );
}

/** Whether all, some or none of the ticked deals that are loaded wait in Unsorted. */
function unsortedAmong(rows: ReturnType<typeof useDealList>['rows'], selection: Selection): 'all' | 'some' | 'none' {
  const ticked = [...rows.pages.values()].flat().filter(({ id }) => isSelected(selection, id));
  const unsorted = ticked.filter(({ status, stageId }) => status === 'open' && stageId === null);
  if (unsorted.length === 0) return 'none';
  return unsorted.length === ticked.length ? 'all' : 'some';
}

function NothingFound({ filtered, onClearFilter }: { filtered: boolean; onClearFilter: () => void }) {
  const { t } = useTranslation('list');
  return (
    <EmptyState
      icon={<IconListSearch size={20} stroke={1.7} />}
      title={t(filtered ? 'empty.filtered' : 'empty.title')}
      action={
        filtered && (
          <Button variant="default" onClick={onClearFilter}>
            {t('empty.clear')}
          </Button>
        )
      }
    >
      {t(filtered ? 'empty.filteredText' : 'empty.text')}
    </EmptyState>
  );
}

function useSurroundings(pipelines: PipelineView[], tagsMet: () => string[], mayEdit: boolean): ListSurroundings {
  const { t, i18n } = useTranslation('list');
  const { t: tFields } = useTranslation('fields');
  const members = useProject()?.members;
  const now = useMinutes();
  return useMemo(
    () => ({ pipelines, members: members ?? [], language: i18n.language, t, tFields, now, mayEdit, tagsMet }),
    [pipelines, members, i18n.language, t, tFields, now, mayEdit, tagsMet],
  );
}

/** The cell that is being edited, by its deal: rows may change places meanwhile. Cells that cannot be edited are passed over. */
function useEditing(
  rows: ReturnType<typeof useDealList>['rows'],
  columns: ReturnType<typeof columnsOf>,
  mayEdit: boolean,
): [GridPlace | undefined, (place: GridPlace | undefined) => void] {
  const [cell, setCell] = useState<{ id: string; key: string }>();
  const edit = useStable((place: GridPlace | undefined) => {
    const row = place && rowAt(rows, place.row);
    const column =
      row && columns.slice(place.column).find(({ field }) => field.key !== 'stage' && isEditable(row, field));
    const exact = row && columns[place.column];
    const chosen = exact && isEditable(row, exact.field) ? exact : column;
    setCell(mayEdit && row && chosen ? { id: row.id, key: chosen.field.key } : undefined);
  });
  const row = cell && indexOfRow(rows, cell.id);
  const column = cell ? columns.findIndex(({ field }) => field.key === cell.key) : -1;
  return [row === undefined || column < 0 ? undefined : { row, column }, edit];
}

/** A function that never changes and always does the newest thing. */
function useStable<Input>(work: (input: Input) => void): (input: Input) => void {
  const newest = useRef(work);
  useEffect(() => {
    newest.current = work;
  });
  return useCallback((input) => newest.current(input), []);
}

function useTagsMet(rows: ReturnType<typeof useDealList>['rows'], onTags: (tags: string[]) => void): () => string[] {
  const met = useRef<string[]>([]);
  useEffect(() => {
    const seen = [...rows.pages.values()].flatMap((page) => page.flatMap(({ tags }) => tags));
    const tags = [...new Set([...met.current, ...seen])].sort((a, b) => a.localeCompare(b));
    if (tags.length === met.current.length) return;
    met.current = tags;
    onTags(tags);
  }, [rows, onTags]);
  return useCallback(() => met.current, []);
}
