import { Button, Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconUsers } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactFilter } from '../../../api/contract/contact-filter.ts';
import type { ContactSort, ContactRow as Row } from '../../../api/contract/contacts.ts';
import { LoadingScreen } from '../../app/loading-screen.tsx';
import { usePermissions, useProject } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { explainError } from '../../ui/toast.tsx';
import { type Column, useContactCards, useContactColumns } from './contact-columns.tsx';
import classes from './contacts-table.module.css';
import { MassBar } from './mass-bar.tsx';
import { useContactList } from './use-contact-list.ts';

interface ContactsTableProps {
  filter: ContactFilter;
  onOpen: (contactId: string) => void;
  /** Absent for those who may only look. */
  onCreate: (() => void) | undefined;
  onReset: () => void;
}

const rowHeight = 44;
const cardHeight = 60;

export function ContactsTable({ filter, onOpen, onCreate, onReset }: ContactsTableProps) {
  const { t } = useTranslation('contacts');
  const [sort, setSort] = useState<ContactSort>('-created');
  const list = useContactList(filter, sort);
  const rows = useMemo(() => (list.data?.pages ?? []).flatMap((page) => page.contacts), [list.data]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { may } = usePermissions();
  const columns = useContactColumns(useProject()?.fields ?? []);
  const cards = useContactCards();
  const narrow = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false }) === true;

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
      <Grid
        rows={rows}
        key={narrow ? 'cards' : 'rows'}
        columns={narrow ? cards : columns}
        height={narrow ? cardHeight : rowHeight}
        sort={sort}
        onSort={setSort}
        chosen={may('contacts', 'edit') ? chosen : undefined}
        onChosen={setChosen}
        onOpen={onOpen}
        onEnd={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
      />
      {chosen.size > 0 && <MassBar contactIds={[...chosen]} onDone={() => setChosen(new Set())} />}
    </>
  );
}

interface GridProps {
  rows: Row[];
  columns: Column[];
  /** Of a row. */
  height: number;
  sort: ContactSort;
  onSort: (sort: ContactSort) => void;
  /** Absent where nothing can be done to the chosen ones. */
  chosen: ReadonlySet<string> | undefined;
  onChosen: (chosen: ReadonlySet<string>) => void;
  onOpen: (contactId: string) => void;
  onEnd: () => void;
}

/** Only the rows in sight are in the page; reaching the last ones asks for more. */
function Grid({ rows, columns, height, sort, onSort, chosen, onChosen, onOpen, onEnd }: GridProps) {
  const { t } = useTranslation('contacts');
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
  });
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
  const template = [...(chosen ? ['36px'] : ['8px']), ...columns.map(({ width }) => width)].join(' ');

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={t('title')}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, which a table element forbids */}
      <div
        role="table"
        className={classes.table}
        aria-label={t('title')}
        aria-rowcount={rows.length + 1}
        style={{ '--columns': template } as React.CSSProperties} // a custom property has no type
      >
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the buttons in it are */}
        <div role="row" className={classes.head} aria-rowindex={1}>
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
          <span role="columnheader" className={classes.check}>
            {chosen && (
              <Checkbox
                size="xs"
                aria-label={t('chooseAll')}
                checked={chosen.size > 0 && chosen.size === rows.length}
                indeterminate={chosen.size > 0 && chosen.size < rows.length}
                onChange={(event) =>
                  onChosen(event.currentTarget.checked ? new Set(rows.map(({ id }) => id)) : new Set())
                }
              />
            )}
          </span>
          {columns.map((column) => (
            <Heading key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="rowgroup">
          {items.map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: see above
              // biome-ignore lint/a11y/useFocusableInteractive: the button in it is
              // biome-ignore lint/a11y/useKeyWithClickEvents: the name in it is a button
              <div
                key={row.id}
                role="row"
                aria-rowindex={index + 2}
                className={classes.row}
                data-chosen={chosen?.has(row.id) || undefined}
                style={{ height, transform: `translateY(${start}px)` }}
                onClick={() => onOpen(row.id)}
              >
                {/* biome-ignore lint/a11y/useSemanticElements: see above */}
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: the checkbox in it takes keys */}
                <span role="cell" className={classes.check} onClick={(event) => event.stopPropagation()}>
                  {chosen && (
                    <Checkbox
                      size="xs"
                      aria-label={t('choose', { name: row.name })}
                      checked={chosen.has(row.id)}
                      onChange={(event) => toggle(row.id, event.currentTarget.checked)}
                    />
                  )}
                </span>
                {columns.map(({ key, cell, numeric }) => (
                  // biome-ignore lint/a11y/useSemanticElements: see above
                  <span key={key} role="cell" className={classes.cell} data-numeric={numeric || undefined}>
                    {cell(row, onOpen)}
                  </span>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

function Heading({ column, sort, onSort }: { column: Column; sort: ContactSort; onSort: (sort: ContactSort) => void }) {
  const { key, title, sorts, numeric } = column;
  const active = sorts?.find((one) => one === sort);
  const down = sort.startsWith('-');
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the table
    // biome-ignore lint/a11y/useFocusableInteractive: see the table
    <span
      role="columnheader"
      className={classes.heading}
      data-numeric={numeric || undefined}
      aria-sort={active ? (down ? 'descending' : 'ascending') : undefined}
    >
      {sorts ? (
        <button type="button" onClick={() => onSort(active === sorts[0] ? sorts[1] : sorts[0])}>
          {title}
          {active && (down ? <IconArrowDown size={13} stroke={1.8} /> : <IconArrowUp size={13} stroke={1.8} />)}
        </button>
      ) : (
        <span key={key}>{title}</span>
      )}
    </span>
  );
}
