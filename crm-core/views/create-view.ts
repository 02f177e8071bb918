import { newId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { authorOf, checkContent, demandMayWrite, type ViewContent } from './view-rules.ts';

/** Saves a filter with its columns and order under a name (PRODUCT D13). */
export async function createView(work: Work, content: ViewContent): Promise<Row<'views'>> {
  const view = work.views.insert({
    ...checkContent(work, content),
    id: newId('view'),
    projectId: work.projectId,
    memberId: authorOf(work.actor),
    version: 1,
    createdAt: work.now,
  });
  demandMayWrite(work, view);
  return view;
}
