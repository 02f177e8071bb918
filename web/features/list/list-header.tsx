import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconChevronDown,
  IconEyeOff,
} from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSortable } from '../../../api/contract/deal-list.ts';
import { hideColumn, resizeColumn, shiftColumn } from './column-layout.ts';
import { ColumnOrder, useColumnHandle } from './column-order.tsx';
import { ColumnResizer } from './column-resizer.tsx';
import { GridHead, GridRow } from './grid-parts.tsx';
import type { ListColumn } from './list-columns.ts';
import { useListSurroundings } from './list-context.ts';
import classes from './list-header.module.css';
import type { ListView } from './use-list-view.ts';

interface ListHeaderProps {
  columns: ListColumn[];
  view: ListView;
  /** Whether all rows are ticked, none (`false`) or some. */
  ticked: boolean | 'some';
  onTickAll: (ticked: boolean) => void;
}

/** Names of the columns: press to sort, drag to reorder, pull the edge to resize; the rest is in their menus. */
export function ListHeader({ columns, view, ticked, onTickAll }: ListHeaderProps) {
  const { t } = useTranslation('list');
  const { mayEdit } = useListSurroundings();
  return (
    <GridRow aria-rowindex={1} className={classes.header}>
      <GridHead aria-colindex={1} className={classes.tick}>
        {mayEdit && (
          <input
            type="checkbox"
            aria-label={t('selectAll')}
            checked={ticked === true}
            ref={(input) => {
              if (input) input.indeterminate = ticked === 'some';
            }}
            onChange={(event) => onTickAll(event.currentTarget.checked)}
          />
        )}
      </GridHead>
      <ColumnOrder view={view} nameOf={(key) => columns.find(({ field }) => field.key === key)?.field.name ?? key}>
        {columns.map((column, at) => (
          <ColumnHead key={column.field.key} column={column} at={at} last={at === columns.length - 1} view={view} />
        ))}
      </ColumnOrder>
    </GridRow>
  );
}

interface ColumnHeadProps {
  column: ListColumn;
  at: number;
  last: boolean;
  view: ListView;
}

function ColumnHead({ column, at, last, view }: ColumnHeadProps) {
  const { field, width, align } = column;
  const { t } = useTranslation('list');
  const [menu, setMenu] = useState(false);
  const handle = useColumnHandle(field.key, at === 0);
  const sorted = view.sort === field.key ? 'ascending' : view.sort === `-${field.key}` ? 'descending' : undefined;

  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.key === 'ArrowDown') setMenu(true);
    else if (step !== 0 && event.altKey) view.setLayout(shiftColumn(view.layout, field.key, step));
    else if (step !== 0 && event.shiftKey) view.setLayout(resizeColumn(view.layout, field.key, width + step * 16));
    else return;
    event.preventDefault();
  };
  return (
    <GridHead
      ref={handle.ref}
      aria-colindex={at + 2}
      aria-sort={sorted ?? (isSortable(field.key) ? 'none' : undefined)}
      className={classes.head}
      data-align={align}
      data-pinned={at === 0 || undefined}
      data-dragged={handle.dragged || undefined}
      style={handle.style}
    >
      <button
        type="button"
        className={classes.name}
        title={field.name}
        aria-keyshortcuts="ArrowDown Alt+ArrowLeft Alt+ArrowRight Shift+ArrowLeft Shift+ArrowRight"
        onKeyDown={keys}
        {...handle.listeners}
        onClick={() => view.toggleSort(field.key)}
      >
        <span className={classes.text}>{field.name}</span>
        {sorted === 'ascending' && <IconArrowUp size={13} stroke={2} aria-hidden />}
        {sorted === 'descending' && <IconArrowDown size={13} stroke={2} aria-hidden />}
      </button>
      <Menu opened={menu} onChange={setMenu} width={220} position="bottom-start">
        <Menu.Target>
          <button
            type="button"
            className={classes.more}
            tabIndex={-1}
            data-open={menu || undefined}
            aria-label={t('column.menu', { name: field.name })}
          >
            <IconChevronDown size={13} stroke={2} />
          </button>
        </Menu.Target>
        <ColumnMenu column={column} at={at} last={last} view={view} />
      </Menu>
      <ColumnResizer
        column={column}
        index={at}
        onResize={(next) => view.setLayout(resizeColumn(view.layout, field.key, next))}
      />
    </GridHead>
  );
}

function ColumnMenu({ column: { field }, at, last, view }: ColumnHeadProps) {
  const { t } = useTranslation('list');
  const icon = { size: 15, stroke: 1.7 };
  const shift = (step: 1 | -1) => view.setLayout(shiftColumn(view.layout, field.key, step));
  return (
    <Menu.Dropdown>
      {isSortable(field.key) && (
        <>
          <Menu.Item leftSection={<IconArrowUp {...icon} />} onClick={() => view.setSort(field.key)}>
            {t('column.ascending')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown {...icon} />} onClick={() => view.setSort(`-${field.key}`)}>
            {t('column.descending')}
          </Menu.Item>
        </>
      )}
      {at > 0 && (
        <>
          {isSortable(field.key) && <Menu.Divider />}
          <Menu.Item leftSection={<IconArrowLeft {...icon} />} disabled={at === 1} onClick={() => shift(-1)}>
            {t('column.left')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowRight {...icon} />} disabled={last} onClick={() => shift(1)}>
            {t('column.right')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconEyeOff {...icon} />}
            onClick={() => view.setLayout(hideColumn(view.layout, field.key))}
          >
            {t('column.hide')}
          </Menu.Item>
        </>
      )}
    </Menu.Dropdown>
  );
}
