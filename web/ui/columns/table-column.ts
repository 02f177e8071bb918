/** A shown column of a table. */
export interface TableColumn {
  key: string;
  name: string;
  /** Pixels. */
  width: number;
  /** What it goes back to by a double click on its edge. */
  naturalWidth: number;
  /** On which side its values stand. */
  align: 'left' | 'right';
  sortable: boolean;
}

/** A column that may be shown. */
export interface ColumnChoice extends Pick<TableColumn, 'key' | 'name' | 'sortable'> {
  group: string;
}

/** Ticks stand before the name. */
export const tickWidth = 40;

/** For `grid-template-columns`; what is left over stands empty at the end. */
export function gridTemplate(columns: readonly Pick<TableColumn, 'width'>[]): string {
  return [`${tickWidth}px`, ...columns.map(({ width }) => `${width}px`), 'minmax(12px, 1fr)'].join(' ');
}
