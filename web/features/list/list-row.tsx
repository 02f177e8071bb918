import { IconPencil } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { DealRow } from '../../../api/contract/deal-list.ts';
import { GridCell, GridRow } from '../../ui/columns/grid-parts.tsx';
import { CellContent } from './cell-content.tsx';
import { CellEditor } from './cell-editor.tsx';
import { isEditable } from './editable.ts';
import type { GridPlace } from './grid-keys.ts';
import type { ListColumn } from './list-columns.ts';
import { useListSurroundings } from './list-context.ts';
import classes from './list-row.module.css';

export interface ListRowProps {
  /** Of the grid; a cell's is this, its row and its column. */
  id: string;
  /** Undefined while it is on its way. */
  row: DealRow | undefined;
  index: number;
  top: number;
  height: number;
  columns: ListColumn[];
  selected: boolean;
  activeColumn: number | undefined;
  editingColumn: number | undefined;
  onActivate: (place: GridPlace) => void;
  onOpen: (row: DealRow) => void;
  onSelect: (index: number, through: boolean) => void;
  onEdit: (place: GridPlace | undefined) => void;
}

export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { id, row, index, top, height, columns, selected, activeColumn, onActivate, onOpen } = props;
  // Pencils only where the pointer is: in every cell they would be half of the page.
  const [pointed, setPointed] = useState(false);
  return (
    <GridRow
      className={classes.row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-deal={row?.id}
      data-active={activeColumn !== undefined || undefined}
      data-closed={(row && row.status !== 'open') || undefined}
      style={{ transform: `translateY(${top}px)`, height }}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onClick={(event) => {
        if (!row || event.target instanceof HTMLInputElement) return;
        const cell = event.target instanceof Element ? event.target.closest('[aria-colindex]') : null;
        onActivate({ row: index, column: Math.max(0, Number(cell?.getAttribute('aria-colindex') ?? 2) - 2) });
        onOpen(row);
      }}
    >
      <Tick {...props} />
      {columns.map((column, at) => (
        <Cell
          key={column.field.key}
          {...props}
          column={column}
          at={at}
          cellId={`${id}-${index}-${at}`}
          active={activeColumn === at}
          pointed={pointed}
        />
      ))}
    </GridRow>
  );
});

export function Tick({ row, index, selected, onSelect }: ListRowProps) {
  const { t, mayEdit } = useListSurroundings();
  return (
    <GridCell
      aria-colindex={1}
      className={classes.tick}
      onClick={(event) => {
        event.stopPropagation();
        if (row) onSelect(index, event.shiftKey);
      }}
    >
      {row && mayEdit && (
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          readOnly
          aria-label={t('select', { name: row.name })}
          className={classes.checkbox}
        />
      )}
    </GridCell>
  );
}

interface CellProps extends ListRowProps {
  column: ListColumn;
  at: number;
  cellId: string;
  active: boolean;
  pointed: boolean;
}

function Cell({ row, index, column, at, cellId, active, pointed, editingColumn, onActivate, onEdit }: CellProps) {
  const { t, mayEdit } = useListSurroundings();
  const { field, align } = column;
  const editing = editingColumn === at;
  const editable = mayEdit && row !== undefined && isEditable(row, field);
  const close = (next?: 'next') => onEdit(next && { row: index, column: at + 1 });

  return (
    <GridCell
      id={cellId}
      aria-colindex={at + 2}
      aria-readonly={!editable}
      className={classes.cell}
      data-align={align}
      data-pinned={at === 0 || undefined}
      data-active={active || undefined}
      data-editing={editing || undefined}
      data-field={field.key}
    >
      {row === undefined && <span className={classes.pending} />}
      {row && editing && editable && <CellEditor row={row} field={field} onClose={close} />}
      {row && !(editing && editable) && <CellContent row={row} field={field} />}
      {editable && !editing && (pointed || active) && (
        <button
          type="button"
          className={classes.edit}
          tabIndex={-1}
          aria-label={t('edit', { field: field.name, name: row.name })}
          onClick={(event) => {
            event.stopPropagation();
            onActivate({ row: index, column: at });
            onEdit({ row: index, column: at });
          }}
        >
          <IconPencil size={14} stroke={1.7} />
        </button>
      )}
    </GridCell>
  );
}
