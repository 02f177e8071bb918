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
import { isSortable } from '../../../api/contract/deal-list.ts';
import { fieldGroups, type NamedField } from '../../app/deal-fields.ts';
import { useSortWords } from '../../ui/sort-words.ts';
import { hideColumn, moveColumn, showColumn } from './column-layout.ts';
import classes from './display-menu.module.css';
import type { ListView } from './use-list-view.ts';

interface DisplayMenuProps {
  fields: readonly NamedField[];
  view: ListView;
  /** A screen without columns still has an order. */
  narrow: boolean;
}

/** How the list is sorted, and which columns it shows in what order. */
export function DisplayMenu({ fields, view, narrow }: DisplayMenuProps) {
  const { t } = useTranslation('list');
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('display.title')} disabled={open}>
          <ActionIcon size={30} aria-label={t('display.title')} aria-expanded={open} onClick={() => setOpen(!open)}>
            <IconAdjustmentsHorizontal size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label={t('display.title')}>
        <SortChoice fields={fields} view={view} />
        {!narrow && <ColumnChoice fields={fields} view={view} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function SortChoice({ fields, view }: Omit<DisplayMenuProps, 'narrow'>) {
  const { t } = useTranslation('list');
  const descending = view.sort?.startsWith('-') ?? true;
  const key = view.sort?.replace(/^-/, '') ?? 'created';
  return (
    <div className={classes.sort}>
      <Select
        flex={1}
        label={t('display.sort')}
        data={fields.filter((field) => isSortable(field.key)).map((field) => ({ value: field.key, label: field.name }))}
        value={key}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(next) => view.setSort(next ? `${descending ? '-' : ''}${next}` : undefined)}
      />
      <Tooltip label={t(descending ? 'column.descending' : 'column.ascending')}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={t(descending ? 'column.descending' : 'column.ascending')}
          onClick={() => view.setSort(descending ? key : `-${key}`)}
        >
          {descending ? <IconArrowDown size={16} stroke={1.7} /> : <IconArrowUp size={16} stroke={1.7} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function ColumnChoice({ fields, view }: Omit<DisplayMenuProps, 'narrow'>) {
  const { t } = useTranslation('list');
  const { t: tFields } = useTranslation('fields');
  const { layout, setLayout } = view;
  const shown = layout.shown.flatMap((key) => fields.find((field) => field.key === key) ?? []);
  const hidden = fields.filter(({ key }) => key !== 'name' && !layout.shown.includes(key));
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const words = useSortWords(layout.shown, (key) => fields.find((field) => field.key === key)?.name ?? key);
  const drop = ({ active, over }: DragEndEvent) => {
    if (over) setLayout(moveColumn(layout, String(active.id), String(over.id)));
  };
  return (
    <>
      <h3 className={classes.title}>{t('display.columns')}</h3>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop} accessibility={words}>
        <SortableContext items={shown.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
          {shown.map((field) => (
            <ShownColumn key={field.key} field={field} onHide={() => setLayout(hideColumn(layout, field.key))} />
          ))}
        </SortableContext>
      </DndContext>
      {fieldGroups.map((group) => {
        const members = hidden.filter((field) => field.group === group);
        if (members.length === 0) return null;
        return (
          <section key={group} aria-label={tFields(`group.${group}`)}>
            <h3 className={classes.title}>{tFields(`group.${group}`)}</h3>
            {members.map((field) => (
              <ColumnTick
                key={field.key}
                field={field}
                shown={false}
                onToggle={() => setLayout(showColumn(layout, field.key))}
              />
            ))}
          </section>
        );
      })}
    </>
  );
}

function ShownColumn({ field, onHide }: { field: NamedField; onHide: () => void }) {
  const { t } = useTranslation('list');
  const { setNodeRef, transform, transition, attributes, listeners, isDragging } = useSortable({ id: field.key });
  const style = { transform: CSS.Translate.toString(transform), transition };
  return (
    <div ref={setNodeRef} style={style} data-dragged={isDragging || undefined} className={classes.sortable}>
      <ColumnTick field={field} shown onToggle={onHide}>
        <UnstyledButton
          className={classes.grip}
          {...attributes}
          {...listeners}
          aria-label={t('display.drag', { name: field.name })}
        >
          <IconGripVertical size={14} stroke={1.8} />
        </UnstyledButton>
      </ColumnTick>
    </div>
  );
}

interface ColumnTickProps {
  field: NamedField;
  shown: boolean;
  onToggle: () => void;
  children?: ReactNode;
}

function ColumnTick({ field, shown, onToggle, children }: ColumnTickProps) {
  return (
    <div className={classes.column}>
      <label className={classes.label}>
        <input type="checkbox" checked={shown} onChange={onToggle} />
        <span className={classes.name}>{field.name}</span>
      </label>
      {children}
    </div>
  );
}
