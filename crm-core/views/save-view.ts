import type { ViewId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkContent, demandMayWrite, getView, type ViewContent } from './view-rules.ts';

/** Saves a view anew; it stays the work of whoever made it. */
export async function saveView(work: Work, input: { viewId: ViewId; content: ViewContent }): Promise<Row<'views'>> {
  const view = await getView(work, input.viewId);
  demandMayWrite(work, view);
  const saved = work.views.update(view.id, checkContent(work, input.content));
  demandMayWrite(work, saved);
  return saved;
}
