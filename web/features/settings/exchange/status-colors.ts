import type { ImportRowView } from '../../../../api/contract/imports.ts';

export const statusColors: Record<ImportRowView['status'], string> = {
  waiting: 'gray',
  created: 'teal',
  updated: 'blue',
  skipped: 'gray',
  refused: 'red',
  undone: 'gray',
  kept: 'orange',
};
