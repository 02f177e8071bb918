import type { z } from 'zod';
import { authorOf, type ViewContent } from '../../crm-core/views/view-rules.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import { anyFilter } from '../contract/deal-filter.ts';
import type { SavedView, views } from '../contract/views.ts';

export function viewAnswer(row: Row<'views'>, { actor }: ProjectCaller): SavedView {
  const { id, entity, kind, name, shared, pipelineId, columns, sort, version } = row;
  const own = row.memberId === authorOf(actor);
  // A filter that an older version saved and this one does not know shows all, instead of making the list unreadable.
  const filter = anyFilter.safeParse(row.filter).data ?? {};
  return { id, entity, kind, name, shared, own, pipelineId, filter, columns, sort, version };
}

export function contentOf(body: z.output<(typeof views)['create']['body'] & z.ZodType>): ViewContent {
  return { ...body, pipelineId: body.pipelineId ?? null, columns: body.columns ?? [], sort: body.sort ?? null };
}
