import { createFlow } from '../../crm-core/flows/create-flow.ts';
import { saveDraft } from '../../crm-core/flows/save-draft.ts';
import type { FlowDocument } from '../../flows/graph/flow-document.ts';
import { readFlowText } from '../../flows/graph/flow-text.ts';
import type { FlowId } from '../../kernel/ids.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import type { flows } from '../contract/flows.ts';
import type { Call, Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { refusedError } from '../http/refused-error.ts';
import { flowProblems } from './flow-problems.ts';
import { getFlowView } from './flow-view.ts';

/** A text that can be read becomes a draft, whatever the checker thinks of it: that is what drafts are for. */
export const importFlowText: Handler<typeof flows.importText> = async (call) => {
  const { text, flowId } = call.body;
  const { flow, faults } = readFlowText(text);
  if (!flow) {
    const problems = faults.map((fault) => ({
      ...fault,
      blockId: null,
      severity: 'error' as const,
      code: 'unreadable',
    }));
    return { kind: 'refused', why: 'unreadable', message: 'The text is not a flow.', problems };
  }
  const id = await store(call, flowId, flow);
  const { db } = call.deps.core;
  return {
    kind: 'ok',
    flow: await getFlowView(db.sql, call.params.projectId, id),
    problems: await flowProblems(db, call.caller.config, flow),
  };
};

type Asking = Pick<Call<unknown, unknown, unknown, ProjectCaller>, 'deps' | 'caller'>;

function store(asking: Asking, flowId: FlowId | undefined, document: FlowDocument): Promise<FlowId> {
  return inWork(asking, async (work) => {
    if (!flowId) return (await createFlow(work, { name: document.name, draft: document })).id;
    const saved = await saveDraft(work, { flowId, draft: document, name: document.name });
    if (saved.kind === 'refused') throw refusedError(saved);
    return saved.flow.id;
  });
}
