import { and, eq } from 'drizzle-orm';
import { flowVersions } from '../../drizzle/schema/index.ts';
import type { FlowId, FlowVersionId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { FlowOutcome } from './flow-outcome.ts';

/** Lets new runs begin with an earlier version again: the given one, else the one before the published one (PRODUCT M4). */
export async function rollBackFlow(
  work: Work,
  input: { flowId: FlowId; versionId?: FlowVersionId },
): Promise<FlowOutcome> {
  demand(work.actor, 'flows', 'edit');
  const flow = await work.flows.get(input.flowId);
  const version = await versionOf(work, flow, input.versionId);
  if (!version) return { kind: 'refused', why: 'no_version', message: 'There is no version to go back to.' };
  if (version.id === flow.publishedVersionId) return { kind: 'ok', flow };
  work.touchConfig();
  work.emit('flow.changed', {}, { change: 'rolled_back', flowId: flow.id, name: flow.name, number: version.number });
  return {
    kind: 'ok',
    flow: work.flows.update(flow.id, { publishedVersionId: version.id, updatedAt: work.now }),
  };
}

async function versionOf(
  work: Work,
  flow: Row<'flows'>,
  wanted: FlowVersionId | undefined,
): Promise<Pick<Row<'flowVersions'>, 'id' | 'number'> | undefined> {
  const versions = await work.db.orm
    .select({ id: flowVersions.id, number: flowVersions.number })
    .from(flowVersions)
    .where(and(eq(flowVersions.projectId, work.projectId), eq(flowVersions.flowId, flow.id)));
  if (wanted) return versions.find((version) => version.id === wanted);
  const published = versions.find((version) => version.id === flow.publishedVersionId);
  if (!published) return undefined;
  const earlier = versions.filter((version) => version.number < published.number);
  return earlier.sort((a, b) => b.number - a.number)[0];
}
