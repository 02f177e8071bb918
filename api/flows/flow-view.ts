import type { Sql } from 'postgres';
import { notFound } from '../../kernel/errors.ts';
import type { FlowId, ProjectId } from '../../kernel/ids.ts';
import type { FlowView } from '../contract/flows.ts';
import { isoTime } from '../http/iso-time.ts';

/** All flows in order of hearing. Documents stay in the database: they may be large, and only their size is shown. */
export async function listFlowViews(sql: Sql, projectId: ProjectId): Promise<FlowView[]> {
  const rows = await sql<(FlowView & { publishedAt: string | null })[]>`
    select f.id, f.name, f.enabled, f.version,
      case jsonb_typeof(f.draft -> 'blocks') when 'array' then jsonb_array_length(f.draft -> 'blocks') else 0 end as blocks,
      v.number as "publishedNumber", v.published_at as "publishedAt",
      f.draft is distinct from v.document as "draftDiffers"
    from flows f left join flow_versions v on v.id = f.published_version_id
    where f.project_id = ${projectId}
    order by f.position, f.id`;
  return rows.map((row) => ({ ...row, publishedAt: row.publishedAt && isoTime(row.publishedAt) }));
}

/** Throws `not_found`. */
export async function getFlowView(sql: Sql, projectId: ProjectId, flowId: FlowId): Promise<FlowView> {
  const flow = (await listFlowViews(sql, projectId)).find((one) => one.id === flowId);
  if (!flow) throw notFound('flow', flowId);
  return flow;
}
