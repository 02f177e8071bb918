import type { NamedField } from '../../app/deal-fields.ts';
import type { ColumnLayout } from './column-layout.ts';

/** A shown column: its field, how wide it is and on which side its values stand. */
export interface ListColumn {
  field: NamedField;
  width: number;
  align: 'left' | 'right';
}

export const usualColumns = [
  'stage',
  'amount',
  'responsible',
  'contact.name',
  'contact.phone',
  'tags',
  'next_task',
  'last_message',
  'created',
];

/** Ticks stand before the name. */
export const tickWidth = 40;

const naturalWidths: Record<string, number> = {
  name: 260,
  stage: 168,
  amount: 124,
  responsible: 156,
  tags: 168,
  channel: 104,
  next_task: 208,
  last_message: 232,
  stage_entered: 112,
  created: 108,
  updated: 108,
  closed: 108,
  close_reason: 200,
  description: 240,
  'contact.name': 172,
  'contact.phone': 148,
  'contact.email': 188,
};

/** The name first, then what the layout shows, as far as there still are such fields. */
export function columnsOf(layout: ColumnLayout, fields: readonly NamedField[]): ListColumn[] {
  return ['name', ...layout.shown].flatMap((key) => {
    const field = fields.find((one) => one.key === key);
    return field ? [{ field, width: layout.widths[key] ?? naturalWidth(key), align: alignOf(field) }] : [];
  });
}

export function naturalWidth(key: string): number {
  return naturalWidths[key] ?? 140;
}

/** For `grid-template-columns`; what is left over stands empty at the end. */
export function gridTemplate(columns: readonly ListColumn[]): string {
  return [`${tickWidth}px`, ...columns.map(({ width }) => `${width}px`), 'minmax(12px, 1fr)'].join(' ');
}

function alignOf({ kind, holds }: NamedField): ListColumn['align'] {
  return kind === 'money' || holds === 'money' || holds === 'number' ? 'right' : 'left';
}
