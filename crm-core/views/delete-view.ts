import type { ViewId } from '../../kernel/ids.ts';
import type { Work } from '../work/work.ts';
import { demandMayWrite, getView } from './view-rules.ts';

export async function deleteView(work: Work, input: { viewId: ViewId }): Promise<void> {
  const view = await getView(work, input.viewId);
  demandMayWrite(work, view);
  work.views.remove(view.id);
}
