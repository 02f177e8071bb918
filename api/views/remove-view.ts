import { deleteView } from '../../crm-core/views/delete-view.ts';
import type { views } from '../contract/views.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const removeView: Handler<typeof views.remove> = async (call) => {
  await inWork(call, (work) => deleteView(work, { viewId: call.params.viewId }));
  return { kind: 'ok' };
};
