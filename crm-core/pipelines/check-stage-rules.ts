import type { StageRules } from '../../drizzle/schema/documents.ts';
import { badInput } from '../../kernel/errors.ts';
import { isRequirableField } from '../deals/stage-rules.ts';
import type { Work } from '../work/work.ts';
import { allStages } from './known-pipelines.ts';

/** Throws `bad_input` for a target that does not exist, or a required field that nobody could ever fill. */
export function checkStageRules(work: Work, rules: StageRules): StageRules {
  const targets = new Set<string>(['won', 'lost', 'archived', ...allStages(work).map((stage) => stage.id)]);
  for (const target of rules.forbiddenTargets) {
    if (!targets.has(target)) throw badInput(`There is no stage ${target}`, { field: 'forbiddenTargets' });
  }
  for (const field of rules.requiredFields) {
    if (!isRequirableField(field)) throw badInput(`${field} cannot be required`, { field: 'requiredFields' });
  }
  return rules;
}
