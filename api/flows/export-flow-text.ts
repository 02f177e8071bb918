import { and, eq } from 'drizzle-orm';
import * as schema from '../../drizzle/schema/index.ts';
import { parseFlow } from '../../flows/graph/flow-document.ts';
import { flowToText } from '../../flows/graph/flow-text.ts';
import { notFound } from '../../kernel/errors.ts';
import type { flows } from '../contract/flows.ts';
import type { Handler } from '../http/handler.ts';

export const exportFlowText: Handler<typeof flows.exportText> = async ({ deps, params, query }) => {
  const [row] = await deps.core.db.orm
    .select({ draft: schema.flows.draft, published: schema.flowVersions.document })
    .from(schema.flows)
    .leftJoin(schema.flowVersions, eq(schema.flowVersions.id, schema.flows.publishedVersionId))
    .where(and(eq(schema.flows.projectId, params.projectId), eq(schema.flows.id, params.flowId)));
  if (!row) throw notFound('flow', params.flowId);
  const document = query.which === 'published' ? row.published : row.draft;
  if (document === null) throw notFound('published version of flow', params.flowId);
  return { text: flowToText(parseFlow(document)) };
};
