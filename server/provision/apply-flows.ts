import { isDeepStrictEqual } from 'node:util';
import { createFlow } from '../../crm-core/flows/create-flow.ts';
import { flowsInOrder } from '../../crm-core/flows/known-flows.ts';
import { publishFlow } from '../../crm-core/flows/publish-flow.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { flowFromText } from '../../flows/graph/flow-text.ts';
import type { ProvisionFile } from './provision-file.ts';

/**
 * Flows by name, published when they differ from what is published; one that was switched off in the page stays off.
 * Throws `bad_input` with the line of each fault.
 */
export async function applyFlows(work: Work, file: ProvisionFile): Promise<void> {
  for (const flow of file.flows) {
    if (!('text' in flow)) continue;
    const document = flowFromText(flow.text);
    const known = (await flowsInOrder(work)).find((row) => row.name === document.name);
    const row = known ?? (await createFlow(work, { name: document.name, draft: document }));
    const published = row.publishedVersionId && (await work.flowVersions.find(row.publishedVersionId));
    if (published && isDeepStrictEqual(published.document, document)) continue;
    work.flows.update(row.id, { draft: document });
    await publishFlow(work, { flowId: row.id, document });
  }
}
