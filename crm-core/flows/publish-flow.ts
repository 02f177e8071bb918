import { and, eq, max } from 'drizzle-orm';
import { flowVersions } from '../../drizzle/schema/index.ts';
import { type FlowId, newId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/**
 * Makes an immutable version of the document and lets new runs begin with it; running conversations keep theirs
 * (PRODUCT D24). The caller has checked the document.
 */
export async function publishFlow(
  work: Work,
  input: { flowId: FlowId; document: unknown },
): Promise<{ flow: Row<'flows'>; version: Row<'flowVersions'> }> {
  demand(work.actor, 'flows', 'edit');
  const flow = await work.flows.get(input.flowId);
  const version = work.flowVersions.insert({
    id: newId('flowVersion'),
    projectId: work.projectId,
    flowId: flow.id,
    number: (await newestNumber(work, flow.id)) + 1,
    document: input.document,
    publishedBy: work.actor.record,
    publishedAt: work.now,
  });
  work.touchConfig();
  work.emit('flow.changed', {}, { change: 'published', flowId: flow.id, name: flow.name, number: version.number });
  const published = work.flows.update(flow.id, { publishedVersionId: version.id, updatedAt: work.now });
  return { flow: published, version };
}

async function newestNumber(work: Work, flowId: FlowId): Promise<number> {
  const [row] = await work.db.orm
    .select({ number: max(flowVersions.number) })
    .from(flowVersions)
    .where(and(eq(flowVersions.projectId, work.projectId), eq(flowVersions.flowId, flowId)));
  const made = work.flowVersions.seen().filter((version) => version.flowId === flowId);
  return Math.max(row?.number ?? 0, ...made.map((version) => version.number));
}
