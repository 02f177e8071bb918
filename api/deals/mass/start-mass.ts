import { continueMass } from '../../../crm-core/deals/mass/continue-mass.ts';
import { startMass as start } from '../../../crm-core/deals/mass/start-mass.ts';
import { AppError } from '../../../kernel/errors.ts';
import { type dealList, mostInMass } from '../../contract/deal-list.ts';
import type { Handler } from '../../http/handler.ts';
import { inWork } from '../../http/in-work.ts';
import { massState } from './mass-state.ts';
import { massTargets } from './mass-targets.ts';

export const startMass: Handler<typeof dealList.mass> = async (call) => {
  const { change, target } = call.body;
  const { total, deals } = await massTargets(call.deps, call.caller, target);
  if (total > mostInMass) {
    throw new AppError('refused', {
      message: `${total} deals are too many`,
      userMessage: `At most ${mostInMass} deals at once: narrow the filter.`,
      details: { why: 'mass_over_limit', total, most: mostInMass },
    });
  }
  const { id } = await inWork(call, async (work) => start(work, { change, deals }));
  if (deals.length > 0) await inWork(call, (work) => continueMass(work, { massActionId: id }));
  return massState(call, id);
};
