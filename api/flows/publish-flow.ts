import { publishFlow as publish } from '../../crm-core/flows/publish-flow.ts';
import { type FlowFault, readFlow } from '../../flows/graph/flow-document.ts';
import type { flows } from '../contract/flows.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { type FlowProblem, flowProblems, hasErrors } from './flow-problems.ts';
import { getFlowView } from './flow-view.ts';

/** Refused while the checker finds errors; warnings come back with the published flow (PRODUCT D24, M5). */
export const publishFlow: Handler<typeof flows.publish> = async (call) => {
  const { projectId, flowId } = call.params;
  const { db } = call.deps.core;
  const problems = await inWork(call, async (work): Promise<FlowProblem[]> => {
    const { draft } = await work.flows.get(flowId);
    const { flow: document, faults } = readFlow(draft);
    if (!document || faults.length > 0) return faults.map(unreadable);
    const found = await flowProblems(db, work.config, document);
    if (!hasErrors(found)) await publish(work, { flowId, document });
    return found;
  });
  if (!hasErrors(problems)) return { kind: 'ok', flow: await getFlowView(db.sql, projectId, flowId), problems };
  return { kind: 'refused', why: 'has_errors', message: 'The flow has errors: mend them first.', problems };
};

function unreadable({ blockId, path, message }: FlowFault): FlowProblem {
  const where = path.length > 0 ? `${path.join('.')}: ` : '';
  return { blockId: blockId ?? null, severity: 'error', code: 'unreadable', message: `${where}${message}` };
}
