import type { z } from 'zod';
import type { Row } from '../../crm-core/work/tables.ts';
import type { noteView as schema } from '../contract/deals.ts';

export function noteView({ id, text, author, createdAt, editedAt }: Row<'notes'>): z.output<typeof schema> {
  return { id, text, author, createdAt: createdAt.toISOString(), editedAt: editedAt?.toISOString() ?? null };
}
