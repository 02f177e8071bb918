import { applyChange } from '../../../crm-core/deals/mass/apply-change.ts';
import { preloadDeals } from '../../../crm-core/deals/mass/preload-deals.ts';
import { checkChange } from '../../../crm-core/deals/mass/start-mass.ts';
import { dryRun } from '../../../crm-core/work/run-work.ts';
import { type dealList, type MassState, mostInMass } from '../../contract/deal-list.ts';
import type { Handler } from '../../http/handler.ts';
import { massTargets } from './mass-targets.ts';

const partSize = 1000;

/** Runs the very commands that the mass action would run, and writes nothing. */
export const previewMass: Handler<typeof dealList.previewMass> = async ({ deps, caller, body }) => {
  const { change, target } = body;
  await dryRun(deps.core, caller, async (work) => checkChange(work, change));
  const { total, deals } = await massTargets(deps, caller, target);
  const refusals = new Map<string, MassState['refusals'][number]>();
  for (let from = 0; from < deals.length; from += partSize) {
    const part = deals.slice(from, from + partSize);
    await dryRun(deps.core, caller, async (work) => {
      await preloadDeals(
        work,
        part.map(({ id }) => id),
        change,
      );
      for (const { id, name } of part) {
        const applied = await applyChange(work, id, change);
        if (applied.kind === 'refused') add(refusals, applied, name);
      }
    });
  }
  const list = [...refusals.values()].sort((a, b) => b.count - a.count);
  const refused = list.reduce((all, { count }) => all + count, 0);
  return { total, tooMany: total > mostInMass, refused, refusals: list };
};

function add(
  refusals: Map<string, MassState['refusals'][number]>,
  { why, message }: { why: string; message: string },
  name: string,
): void {
  const known = refusals.get(`${why} ${message}`) ?? { why, message, count: 0, names: [] };
  known.count += 1;
  if (known.names.length < 5) known.names.push(name);
  refusals.set(`${why} ${message}`, known);
}
