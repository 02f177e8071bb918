import type { MassActionId } from '../../../kernel/ids.ts';
import { demand } from '../../work/actor.ts';
import type { Work } from '../../work/work.ts';
import { applyChange } from './apply-change.ts';
import { memoryOf } from './mass-memory.ts';
import { getMass, partSize, settleItem, takeItems } from './mass-parts.ts';
import { preloadDeals } from './preload-deals.ts';

/** Does the next part of a mass action. Answers whether more is left. */
export async function continueMass(work: Work, input: { massActionId: MassActionId }): Promise<{ more: boolean }> {
  demand(work.actor, 'crm', 'edit');
  const action = await getMass(work, input.massActionId);
  const items = await takeItems(work, action, 'waiting');
  await preloadDeals(
    work,
    items.map((item) => item.dealId),
    action.change,
  );
  for (const item of items) {
    const before = work.deals.peek(item.dealId);
    const applied = await applyChange(work, item.dealId, action.change);
    if (applied.kind === 'refused') {
      settleItem(work, item, { state: 'refused', why: applied.why, message: applied.message });
    } else {
      settleItem(work, item, { state: 'done', memory: before ? memoryOf(work, before) : null });
      if (action.change.kind === 'delete') detachFiles(work, item.dealId);
    }
  }
  return { more: items.length === partSize };
}

/** They would go with the deal, and could not come back with it. */
function detachFiles(work: Work, dealId: string): void {
  for (const file of work.files.seen()) if (file.dealId === dealId) work.files.update(file.id, { dealId: null });
}
