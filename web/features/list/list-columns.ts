import { isSortable } from '../../../api/contract/deal-list.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import type { ColumnLayout } from '../../ui/columns/column-layout.ts';
import type { TableColumn } from '../../ui/columns/table-column.ts';

export interface ListColumn extends TableColumn {
  field: NamedField;
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
    if (!field) return [];
    const naturalWidth = naturalWidths[key] ?? 140;
    const width = layout.widths[key] ?? naturalWidth;
    return [{ key, name: field.name, field, width, naturalWidth, align: alignOf(field), sortable: isSortable(key) }];
  });
}

function alignOf({ kind, holds }: NamedField): ListColumn['align'] {
  return kind === 'money' || holds === 'money' || holds === 'number' ? 'right' : 'left';
}
