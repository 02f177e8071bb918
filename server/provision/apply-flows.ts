import { isDeepStrictEqual } from 'node:util';
import { keyBetween } from '../../crm-core/order-key.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { FlowDocument } from '../../flows/graph/flow-document.ts';
import { flowFromText } from '../../flows/graph/flow-text.ts';
import { newId } from '../../kernel/ids.ts';
import type { ProvisionFile } from './provision-file.ts';

/** Flows by name, published when they differ from what is published. Throws `bad_input` with the line of each fault. */
export async function applyFlows(work: Work, file: ProvisionFile): Promise<void> {
  let last = work.config.flows.at(-1)?.row.position ?? null;
  for (const flow of file.flows) {
    if (!('text' in flow)) continue;
    const document = flowFromText(flow.text);
    const known = work.config.flows.find(({ row }) => row.name === document.name);
    if (!known) {
      last = keyBetween(last, null);
      publishNew(work, document, last);
    } else if (!isDeepStrictEqual(known.version.document, document)) {
      work.flows.seed([known.row]);
      const version = addVersion(work, known.row.id, known.version.number + 1, document);
      work.flows.update(known.row.id, { draft: document, publishedVersionId: version.id, updatedAt: work.now });
    }
  }
  if (work.flows.changes.size > 0) work.touchConfig();
}

function publishNew(work: Work, document: FlowDocument, position: string): void {
  const id = newId('flow');
  const version = addVersion(work, id, 1, document);
  work.flows.insert({
    id,
    projectId: work.projectId,
    name: document.name,
    enabled: true,
    position,
    draft: document,
    publishedVersionId: version.id,
    version: 1,
    createdAt: work.now,
    updatedAt: work.now,
  });
}

function addVersion(work: Work, flowId: ReturnType<typeof newId<'flow'>>, number: number, document: FlowDocument) {
  return work.flowVersions.insert({
    id: newId('flowVersion'),
    projectId: work.projectId,
    flowId,
    number,
    document,
    publishedBy: work.actor.record,
    publishedAt: work.now,
  });
}
