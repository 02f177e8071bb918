import { deleteFlow } from '../../crm-core/flows/delete-flow.ts';
import type { flows } from '../contract/flows.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const removeFlow: Handler<typeof flows.remove> = async (call) => {
  await inWork(call, (work) => deleteFlow(work, { flowId: call.params.flowId }));
  return {};
};
