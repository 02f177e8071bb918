import { runWork } from '../../crm-core/work/run-work.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import type { Call } from './handler.ts';

/** Runs commands in the caller's name as one transaction. */
export function inWork<Result>(
  { deps, caller }: Pick<Call<unknown, unknown, unknown, ProjectCaller>, 'deps' | 'caller'>,
  run: (work: Work) => Promise<Result>,
): Promise<Result> {
  return runWork(deps.core, { projectId: caller.projectId, actor: caller.actor }, run);
}
