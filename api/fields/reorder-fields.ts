import { reorderFields as reorder } from '../../crm-core/fields/reorder-fields.ts';
import type { fields } from '../contract/fields.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { listFieldViews } from './field-view.ts';

export const reorderFields: Handler<typeof fields.reorder> = async (call) => {
  await inWork(call, (work) => reorder(work, call.body));
  return listFieldViews(call.deps, call.params.projectId);
};
