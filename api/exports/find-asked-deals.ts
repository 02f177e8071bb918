import { findPipeline } from '../../crm-core/config/project-config.ts';
import type { Core } from '../../crm-core/work/run-work.ts';
import { notFound } from '../../kernel/errors.ts';
import type { PipelineId } from '../../kernel/ids.ts';
import { dealScope, type ProjectCaller } from '../auth/caller.ts';
import type { JsonRow } from './export-deals.ts';

/** So many rows are in memory at a time. */
const rowsPerPage = 1000;

/** The deals that the list shows, newest first, through a cursor: a million of them need no more memory than a thousand. */
export function findAskedDeals(
  { db }: Core,
  caller: ProjectCaller,
  { pipelineId }: { pipelineId?: PipelineId | undefined },
): AsyncIterable<JsonRow[]> {
  const { sql } = db;
  if (pipelineId && !findPipeline(caller.config, pipelineId)) throw notFound('pipeline', pipelineId);
  const scope = dealScope(caller);
  return sql<JsonRow[]>`
    select row_to_json(d) as deal, row_to_json(c) as contact
    from deals d left join contacts c on c.id = d.contact_id
    where d.project_id = ${caller.projectId}
      ${pipelineId ? sql`and d.pipeline_id = ${pipelineId}` : sql``}
      ${scope.kind === 'own' ? sql`and d.responsible_id = ${scope.memberId}` : sql``}
    order by d.id desc`.cursor(rowsPerPage);
}
