import type { Sql } from 'postgres';
import { findPipeline } from '../../crm-core/config/project-config.ts';
import type { DealId, PersonId, PipelineId, StageId } from '../../kernel/ids.ts';
import { dealScope, type ProjectCaller } from '../auth/caller.ts';
import { textArray } from '../http/text-array.ts';
import type { CardRow } from './deal-card.ts';

/** How a card stands to the other cards of its person where merged contacts are hidden (PRODUCT S15, D15). */
export interface Standing {
  hidden: boolean;
  /** Deals whose cards stand behind this one. */
  behind: readonly DealId[];
}

interface Relative {
  id: DealId;
  personId: PersonId;
  pipelineId: PipelineId | null;
  stageId: StageId | null;
  status: CardRow['status'];
}

const alone: Standing = { hidden: false, behind: [] };

/** The same rule as the board's statements (`board/board-parts.ts`), for single cards. */
export async function listFamilies(
  sql: Sql,
  caller: ProjectCaller,
  rows: readonly CardRow[],
): Promise<(row: CardRow) => Standing> {
  const people = [
    ...new Set(rows.filter((row) => hidesMerged(caller, row.pipelineId)).flatMap((row) => row.personId ?? [])),
  ];
  if (people.length === 0) return () => alone;
  const scope = dealScope(caller);
  const visible = scope.kind === 'all' ? sql`true` : sql`d.responsible_id = ${scope.memberId}`;
  // The one that stands for its family comes first.
  const relatives = await sql<Relative[]>`
    select d.id, p.id as "personId", d.pipeline_id as "pipelineId", d.stage_id as "stageId", d.status
    from people p
    join contacts c on c.person_id = p.id
    join deals d on d.contact_id = c.id and d.project_id = p.project_id
    where p.id = any(${textArray(people)}::text[]) and p.project_id = ${caller.projectId} and ${visible}
      and (select count(*) from contacts o where o.person_id = p.id) > 1
    order by (p.primary_contact_id = d.contact_id) desc, d.created_at desc, d.id desc`;
  const families = new Map<string, Relative[]>();
  for (const deal of relatives) {
    const family = families.get(familyOf(deal));
    if (family) family.push(deal);
    else families.set(familyOf(deal), [deal]);
  }
  return (row) => {
    const family = row.personId === null ? undefined : families.get(familyOf({ ...row, personId: row.personId }));
    if (!family || !hidesMerged(caller, row.pipelineId)) return alone;
    const [first, ...others] = family;
    if (first?.id !== row.id) return { hidden: true, behind: [] };
    return { hidden: false, behind: others.map(({ id }) => id) };
  };
}

/** Open deals of one pipeline's stages are a family; Unsorted and each closed column have their own. */
function familyOf(deal: Pick<Relative, 'personId' | 'pipelineId' | 'stageId' | 'status'>): string {
  if (deal.status !== 'open') return `${deal.personId} ${deal.pipelineId} ${deal.status}`;
  return deal.stageId === null ? `${deal.personId} unsorted` : `${deal.personId} ${deal.pipelineId}`;
}

/** Unsorted is shown in all pipelines; it hides when the first of them does. */
function hidesMerged({ config }: ProjectCaller, pipelineId: PipelineId | null): boolean {
  const pipeline = pipelineId === null ? config.pipelines[0] : findPipeline(config, pipelineId);
  return pipeline?.row.settings.hideMerged ?? false;
}
