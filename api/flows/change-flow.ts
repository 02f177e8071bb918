import { enableFlow } from '../../crm-core/flows/enable-flow.ts';
import type { flows } from '../contract/flows.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getFlowView } from './flow-view.ts';

export const changeFlow: Handler<typeof flows.change> = async (call) => {
  const { projectId, flowId } = call.params;
  await inWork(call, (work) => enableFlow(work, { flowId, enabled: call.body.enabled }));
  return getFlowView(call.deps.core.db.sql, projectId, flowId);
};
