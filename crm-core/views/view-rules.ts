import { notFound } from '../../kernel/errors.ts';
import type { MemberId, ViewId } from '../../kernel/ids.ts';
import { allows, type Section } from '../members/permissions.ts';
import { getPipeline } from '../pipelines/known-pipelines.ts';
import { type Actor, demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** What somebody decides about a view. */
export type ViewContent = Pick<
  Row<'views'>,
  'entity' | 'kind' | 'name' | 'shared' | 'pipelineId' | 'filter' | 'columns' | 'sort'
>;

/** Null for an API key and for Voronka itself. */
export function authorOf({ record }: Actor): MemberId | null {
  return record.kind === 'member' ? record.memberId : null;
}

/** The section that a view shows. */
export function sectionOf({ entity }: Pick<Row<'views'>, 'entity'>): Section {
  return entity === 'deal' ? 'crm' : 'contacts';
}

/** A view that only whoever made it sees, or of what the role does not see, is none. */
export async function getView(work: Work, id: ViewId): Promise<Row<'views'>> {
  const view = await work.views.get(id);
  const seen = view.shared || view.memberId === authorOf(work.actor);
  if (seen && allows(work.actor.permissions, sectionOf(view), 'view')) return view;
  throw notFound('view', id);
}

/** One's own views are one's own business; what others see takes the right to edit deals or contacts. */
export function demandMayWrite(work: Work, view: Pick<Row<'views'>, 'entity' | 'shared' | 'memberId'>): void {
  const foreign = view.memberId !== authorOf(work.actor);
  demand(work.actor, sectionOf(view), view.shared || foreign ? 'edit' : 'view');
}

/** Throws `not_found` for a pipeline of somewhere else. What an API key saves is shared: nobody else would ever see it. */
export function checkContent(work: Work, content: ViewContent): ViewContent {
  if (content.pipelineId) getPipeline(work, content.pipelineId);
  return { ...content, shared: content.shared || authorOf(work.actor) === null };
}
