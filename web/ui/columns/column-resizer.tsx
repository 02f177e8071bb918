import type { PointerEvent } from 'react';
import classes from './column-head.module.css';
import { narrowest, widest } from './column-layout.ts';
import type { TableColumn } from './table-column.ts';

interface ColumnResizerProps {
  column: TableColumn;
  /** Of the column, from left to right. */
  index: number;
  onResize: (width: number) => void;
}

/** The edge of a column to pull; a double click gives it its natural width. All rows follow one custom property meanwhile. */
export function ColumnResizer({ column, index, onResize }: ColumnResizerProps) {
  const pull = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const edge = event.currentTarget;
    const grid = edge.closest<HTMLElement>('[role=grid], [role=table]');
    const tracks = grid?.style.getPropertyValue('--columns').split(/ (?![^(]*\))/) ?? [];
    const start = event.clientX;
    let width: number | undefined;
    const move = ({ clientX }: globalThis.PointerEvent) => {
      width = Math.round(Math.min(widest, Math.max(narrowest, column.width + clientX - start)));
      grid?.style.setProperty('--columns', tracks.with(index + 1, `${width}px`).join(' '));
    };
    edge.setPointerCapture(event.pointerId);
    edge.addEventListener('pointermove', move);
    edge.addEventListener(
      'lostpointercapture',
      () => {
        edge.removeEventListener('pointermove', move);
        if (width !== undefined) onResize(width);
      },
      { once: true },
    );
  };
  return (
    <span
      aria-hidden
      className={classes.resizer}
      onPointerDown={pull}
      onMouseDown={(event) => event.stopPropagation()}
      onDoubleClick={() => onResize(column.naturalWidth)}
    />
  );
}
