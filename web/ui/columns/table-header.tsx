import classes from './column-head.module.css';
import { ColumnHead } from './column-head.tsx';
import { ColumnOrder } from './column-order.tsx';
import { GridHead, GridRow } from './grid-parts.tsx';
import type { TableColumn } from './table-column.ts';
import type { TableView } from './use-table-view.ts';

interface TableHeaderProps {
  columns: readonly TableColumn[];
  view: TableView;
  /** Absent where nothing can be done to what is ticked. */
  ticks?: Ticks | undefined;
}

interface Ticks {
  label: string;
  /** Whether all rows are ticked, none (`false`) or some. */
  ticked: boolean | 'some';
  onTickAll: (ticked: boolean) => void;
}

/** Names of the columns; the first one stays where it is. */
export function TableHeader({ columns, view, ticks }: TableHeaderProps) {
  return (
    <GridRow aria-rowindex={1} className={classes.header}>
      <GridHead aria-colindex={1} className={classes.tick}>
        {ticks && (
          <input
            type="checkbox"
            aria-label={ticks.label}
            checked={ticks.ticked === true}
            ref={(input) => {
              if (input) input.indeterminate = ticks.ticked === 'some';
            }}
            onChange={(event) => ticks.onTickAll(event.currentTarget.checked)}
          />
        )}
      </GridHead>
      <ColumnOrder view={view} nameOf={(one) => columns.find(({ key }) => key === one)?.name ?? one}>
        {columns.map((column, at) => (
          <ColumnHead key={column.key} column={column} at={at} last={at === columns.length - 1} view={view} />
        ))}
      </ColumnOrder>
    </GridRow>
  );
}
