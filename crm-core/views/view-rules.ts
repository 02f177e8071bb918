import { notFound } from '../../kernel/errors.ts';
import type { MemberId, ViewId } from '../../kernel/ids.ts';
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

/** A view that only whoever made it sees is, for everybody else, none. */
export async function getView(work: Work, id: ViewId): Promise<Row<'views'>> {
  const view = await work.views.get(id);
  if (view.shared || view.memberId === authorOf(work.actor)) return view;
  throw notFound('view', id);
}

/** One's own views are one's own business; what others see takes the right to edit deals. */
export function demandMayWrite(work: Work, view: Pick<Row<'views'>, 'shared' | 'memberId'>): void {
  const foreign = view.memberId !== authorOf(work.actor);
  demand(work.actor, 'crm', view.shared || foreign ? 'edit' : 'view');
}

/** Throws `not_found` for a pipeline of somewhere else. What an API key saves is shared: nobody else would ever see it. */
export function checkContent(work: Work, content: ViewContent): ViewContent {
  if (content.pipelineId) getPipeline(work, content.pipelineId);
  return { ...content, shared: content.shared || authorOf(work.actor) === null };
}
