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
import classes from './column-head.module.css';
import { hideColumn, resizeColumn, shiftColumn } from './column-layout.ts';
import { useColumnHandle } from './column-order.tsx';
import { ColumnResizer } from './column-resizer.tsx';
import { GridHead } from './grid-parts.tsx';
import type { TableColumn } from './table-column.ts';
import type { TableView } from './use-table-view.ts';

interface ColumnHeadProps {
  column: TableColumn;
  at: number;
  last: boolean;
  view: TableView;
}

/** The name of a column: press to sort, drag to reorder, pull the edge to resize; the rest is in its menu. */
export function ColumnHead({ column, at, last, view }: ColumnHeadProps) {
  const { key, name, width, align, sortable } = column;
  const { t } = useTranslation('ui');
  const [menu, setMenu] = useState(false);
  const handle = useColumnHandle(key, at === 0);
  const sorted = view.sort === key ? 'ascending' : view.sort === `-${key}` ? 'descending' : undefined;

  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.key === 'ArrowDown') setMenu(true);
    else if (step !== 0 && event.altKey) view.setLayout(shiftColumn(view.layout, key, step));
    else if (step !== 0 && event.shiftKey) view.setLayout(resizeColumn(view.layout, key, width + step * 16));
    else return;
    event.preventDefault();
  };
  return (
    <GridHead
      ref={handle.ref}
      aria-colindex={at + 2}
      aria-sort={sorted ?? (sortable ? 'none' : undefined)}
      className={classes.head}
      data-align={align}
      data-pinned={at === 0 || undefined}
      data-dragged={handle.dragged || undefined}
      style={handle.style}
    >
      <button
        type="button"
        className={classes.name}
        title={name}
        aria-keyshortcuts="ArrowDown Alt+ArrowLeft Alt+ArrowRight Shift+ArrowLeft Shift+ArrowRight"
        onKeyDown={keys}
        {...handle.listeners}
        onClick={() => sortable && view.toggleSort(key)}
      >
        <span className={classes.text}>{name}</span>
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
            aria-label={t('columns.menu', { name })}
          >
            <IconChevronDown size={13} stroke={2} />
          </button>
        </Menu.Target>
        <ColumnMenu column={column} at={at} last={last} view={view} />
      </Menu>
      <ColumnResizer
        column={column}
        index={at}
        onResize={(next) => view.setLayout(resizeColumn(view.layout, key, next))}
      />
    </GridHead>
  );
}

function ColumnMenu({ column: { key, sortable }, at, last, view }: ColumnHeadProps) {
  const { t } = useTranslation('ui');
  const icon = { size: 15, stroke: 1.7 };
  const shift = (step: 1 | -1) => view.setLayout(shiftColumn(view.layout, key, step));
  return (
    <Menu.Dropdown>
      {sortable && (
        <>
          <Menu.Item leftSection={<IconArrowUp {...icon} />} onClick={() => view.setSort(key)}>
            {t('columns.ascending')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown {...icon} />} onClick={() => view.setSort(`-${key}`)}>
            {t('columns.descending')}
          </Menu.Item>
        </>
      )}
      {at > 0 && (
        <>
          {sortable && <Menu.Divider />}
          <Menu.Item leftSection={<IconArrowLeft {...icon} />} disabled={at === 1} onClick={() => shift(-1)}>
            {t('columns.left')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowRight {...icon} />} disabled={last} onClick={() => shift(1)}>
            {t('columns.right')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconEyeOff {...icon} />}
            onClick={() => view.setLayout(hideColumn(view.layout, key))}
          >
            {t('columns.hide')}
          </Menu.Item>
        </>
      )}
    </Menu.Dropdown>
  );
}
