import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ActionIcon, Popover, Select, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSortWords } from '../sort-words.ts';
import { hideColumn, moveColumn, showColumn } from './column-layout.ts';
import classes from './display-menu.module.css';
import type { ColumnChoice } from './table-column.ts';
import type { TableView } from './use-table-view.ts';

interface DisplayMenuProps {
  columns: readonly ColumnChoice[];
  /** In their order; columns of a group that is not named here are not offered. */
  groups: readonly { key: string; name: string }[];
  view: TableView;
  /** A screen without columns still has an order. */
  narrow: boolean;
}

/** How the list is sorted, and which columns it shows in what order. */
export function DisplayMenu({ columns, groups, view, narrow }: DisplayMenuProps) {
  const { t } = useTranslation('ui');
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('columns.title')} disabled={open}>
          <ActionIcon size={30} aria-label={t('columns.title')} aria-expanded={open} onClick={() => setOpen(!open)}>
            <IconAdjustmentsHorizontal size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label={t('columns.title')}>
        <SortChoice columns={columns} view={view} />
        {!narrow && <Choice columns={columns} groups={groups} view={view} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function SortChoice({ columns, view }: Pick<DisplayMenuProps, 'columns' | 'view'>) {
  const { t } = useTranslation('ui');
  const descending = view.sort?.startsWith('-') ?? true;
  const key = view.sort?.replace(/^-/, '') ?? 'created';
  return (
    <div className={classes.sort}>
      <Select
        flex={1}
        label={t('columns.sort')}
        data={columns.filter(({ sortable }) => sortable).map(({ key: value, name }) => ({ value, label: name }))}
        value={key}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(next) => view.setSort(next ? `${descending ? '-' : ''}${next}` : undefined)}
      />
      <Tooltip label={t(descending ? 'columns.descending' : 'columns.ascending')}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={t(descending ? 'columns.descending' : 'columns.ascending')}
          onClick={() => view.setSort(descending ? key : `-${key}`)}
        >
          {descending ? <IconArrowDown size={16} stroke={1.7} /> : <IconArrowUp size={16} stroke={1.7} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function Choice({ columns, groups, view }: Omit<DisplayMenuProps, 'narrow'>) {
  const { t } = useTranslation('ui');
  const { layout, setLayout } = view;
  const shown = layout.shown.flatMap((key) => columns.find((column) => column.key === key) ?? []);
  const hidden = columns.filter(({ key }) => key !== 'name' && !layout.shown.includes(key));
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const words = useSortWords(layout.shown, (key) => columns.find((column) => column.key === key)?.name ?? key);
  const drop = ({ active, over }: DragEndEvent) => {
    if (over) setLayout(moveColumn(layout, String(active.id), String(over.id)));
  };
  return (
    <>
      <h3 className={classes.title}>{t('columns.columns')}</h3>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop} accessibility={words}>
        <SortableContext items={shown.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
          {shown.map((column) => (
            <ShownColumn key={column.key} column={column} onHide={() => setLayout(hideColumn(layout, column.key))} />
          ))}
        </SortableContext>
      </DndContext>
      {groups.map((group) => {
        const members = hidden.filter((column) => column.group === group.key);
        if (members.length === 0) return null;
        return (
          <section key={group.key} aria-label={group.name}>
            <h3 className={classes.title}>{group.name}</h3>
            {members.map((column) => (
              <ColumnTick
                key={column.key}
                column={column}
                shown={false}
                onToggle={() => setLayout(showColumn(layout, column.key))}
              />
            ))}
          </section>
        );
      })}
    </>
  );
}

function ShownColumn({ column, onHide }: { column: ColumnChoice; onHide: () => void }) {
  const { t } = useTranslation('ui');
  const { setNodeRef, transform, transition, attributes, listeners, isDragging } = useSortable({ id: column.key });
  const style = { transform: CSS.Translate.toString(transform), transition };
  return (
    <div ref={setNodeRef} style={style} data-dragged={isDragging || undefined} className={classes.sortable}>
      <ColumnTick column={column} shown onToggle={onHide}>
        <UnstyledButton
          className={classes.grip}
          {...attributes}
          {...listeners}
          aria-label={t('columns.drag', { name: column.name })}
        >
          <IconGripVertical size={14} stroke={1.8} />
        </UnstyledButton>
      </ColumnTick>
    </div>
  );
}

interface ColumnTickProps {
  column: ColumnChoice;
  shown: boolean;
  onToggle: () => void;
  children?: ReactNode;
}

function ColumnTick({ column, shown, onToggle, children }: ColumnTickProps) {
  return (
    <div className={classes.column}>
      <label className={classes.label}>
        <input type="checkbox" checked={shown} onChange={onToggle} />
        <span className={classes.name}>{column.name}</span>
      </label>
      {children}
    </div>
  );
}
