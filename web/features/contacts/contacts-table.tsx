import { Button, Checkbox } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactFilter } from '../../../api/contract/contact-filter.ts';
import { type ContactSort, contactSort, type ContactRow as Row } from '../../../api/contract/contacts.ts';
import { LoadingScreen } from '../../app/loading-screen.tsx';
import { usePermissions } from '../../app/session.ts';
import { GridRow, GridRows } from '../../ui/columns/grid-parts.tsx';
import { gridTemplate } from '../../ui/columns/table-column.ts';
import { TableHeader } from '../../ui/columns/table-header.tsx';
import type { TableView } from '../../ui/columns/use-table-view.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { explainError } from '../../ui/toast.tsx';
import { ContactCard, type ContactColumn, type ShownContactColumn, shownColumns } from './contact-columns.tsx';
import classes from './contacts-table.module.css';
import { MassBar } from './mass-bar.tsx';
import { useContactList } from './use-contact-list.ts';

interface ContactsTableProps {
  filter: ContactFilter;
  columns: readonly ContactColumn[];
  view: TableView;
  /** A screen without room for columns. */
  narrow: boolean;
  onOpen: (contactId: string) => void;
  /** Absent for those who may only look. */
  onCreate: (() => void) | undefined;
  onReset: () => void;
}

const heights = { row: 44, card: 60 };

/** A colleague's view may be sorted by what this member does not see. */
function sortOf(asked: string | undefined, seesMessages: boolean): ContactSort {
  const sort = contactSort.safeParse(asked).data ?? '-created';
  return seesMessages || !sort.endsWith('last_message') ? sort : '-created';
}

export function ContactsTable(props: ContactsTableProps) {
  const { filter, columns, view, narrow, onOpen, onCreate, onReset } = props;
  const { t } = useTranslation('contacts');
  const { may } = usePermissions();
  const list = useContactList(filter, sortOf(view.sort, may('inbox', 'view')));
  const rows = useMemo(() => (list.data?.pages ?? []).flatMap((page) => page.contacts), [list.data]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => shownColumns(view.layout, columns), [view.layout, columns]);

  if (list.isPending) return <LoadingScreen />;
  if (list.isError && !list.data) {
    return (
      <EmptyState title={t('failed')} action={<Button onClick={() => void list.refetch()}>{t('retry')}</Button>}>
        {explainError(list.error)}
      </EmptyState>
    );
  }
  if (rows.length === 0) {
    const narrowed = Boolean(filter.search) || (filter.conditions ?? []).length > 0;
    return narrowed ? (
      <EmptyState title={t('nothing.title')} action={<Button onClick={onReset}>{t('nothing.reset')}</Button>}>
        {t('nothing.text')}
      </EmptyState>
    ) : (
      <EmptyState
        icon={<IconUsers size={20} stroke={1.7} />}
        title={t('empty.title')}
        action={onCreate && <Button onClick={onCreate}>{t('new.open')}</Button>}
      >
        {t('empty.text')}
      </EmptyState>
    );
  }
  return (
    <>
      <Rows
        rows={rows}
        columns={shown}
        view={view}
        narrow={narrow}
        chosen={may('contacts', 'edit') ? chosen : undefined}
        onChosen={setChosen}
        onOpen={onOpen}
        onEnd={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
      />
      {chosen.size > 0 && <MassBar contactIds={[...chosen]} onDone={() => setChosen(new Set())} />}
    </>
  );
}

interface RowsProps {
  rows: Row[];
  columns: ShownContactColumn[];
  view: TableView;
  narrow: boolean;
  /** Absent where nothing can be done to the chosen ones. */
  chosen: ReadonlySet<string> | undefined;
  onChosen: (chosen: ReadonlySet<string>) => void;
  onOpen: (contactId: string) => void;
  onEnd: () => void;
}

/** Only the rows in sight are in the page; reaching the last ones asks for more. */
function Rows({ rows, columns, view, narrow, chosen, onChosen, onOpen, onEnd }: RowsProps) {
  const { t } = useTranslation('contacts');
  const scroller = useRef<HTMLElement>(null);
  const height = narrow ? heights.card : heights.row;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height, all rows stand elsewhere
  useEffect(() => virtual.measure(), [height, virtual]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - 15) onEnd();
  }, [last, rows.length, onEnd]);
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChosen(next);
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={t('title')}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, which a table element forbids */}
      <div
        role="table"
        className={classes.table}
        data-narrow={narrow || undefined}
        aria-label={t('title')}
        aria-rowcount={rows.length + 1}
        style={{ '--columns': gridTemplate(columns) } as React.CSSProperties} // a custom property has no type
      >
        {!narrow && (
          <TableHeader
            columns={columns}
            view={view}
            ticks={
              chosen && {
                label: t('chooseAll'),
                ticked: chosen.size === 0 ? false : chosen.size === rows.length || 'some',
                onTickAll: (all) => onChosen(all ? new Set(rows.map(({ id }) => id)) : new Set()),
              }
            }
          />
        )}
        <GridRows style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <GridRow
                key={row.id}
                aria-rowindex={index + 2}
                className={classes.row}
                data-chosen={chosen?.has(row.id) || undefined}
                style={{ transform: `translateY(${start}px)`, height }}
                onClick={() => onOpen(row.id)}
              >
                <Tick row={row} chosen={chosen} onToggle={toggle} />
                {narrow ? (
                  <ContactCard row={row} onOpen={onOpen} />
                ) : (
                  <Cells row={row} columns={columns} onOpen={onOpen} />
                )}
              </GridRow>
            );
          })}
        </GridRows>
      </div>
    </section>
  );
}

interface TickProps {
  row: Row;
  chosen: ReadonlySet<string> | undefined;
  onToggle: (id: string, on: boolean) => void;
}

function Tick({ row, chosen, onToggle }: TickProps) {
  const { t } = useTranslation('contacts');
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the table
    // biome-ignore lint/a11y/useKeyWithClickEvents: the checkbox in it takes keys
    <span role="cell" className={classes.check} onClick={(event) => event.stopPropagation()}>
      {chosen && (
        <Checkbox
          size="xs"
          aria-label={t('choose', { name: row.name })}
          checked={chosen.has(row.id)}
          onChange={(event) => onToggle(row.id, event.currentTarget.checked)}
        />
      )}
    </span>
  );
}

interface CellsProps {
  row: Row;
  columns: ShownContactColumn[];
  onOpen: (contactId: string) => void;
}

function Cells({ row, columns, onOpen }: CellsProps) {
  return columns.map(({ key, cell, align }, at) => (
    // biome-ignore lint/a11y/useSemanticElements: see the table
    <span
      key={key}
      role="cell"
      className={classes.cell}
      data-align={align}
      data-pinned={at === 0 || undefined}
      data-field={key}
    >
      {cell(row, onOpen)}
    </span>
  ));
}
