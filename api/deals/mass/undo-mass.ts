import { undoMass as undo } from '../../../crm-core/deals/mass/undo-mass.ts';
import type { dealList } from '../../contract/deal-list.ts';
import type { Handler } from '../../http/handler.ts';
import { inWork } from '../../http/in-work.ts';
import { inParts } from './continue-mass.ts';
import { massUndoState } from './mass-state.ts';

export const undoMass: Handler<typeof dealList.undoMass> = async (call) => {
  const { massActionId } = call.params;
  await inParts(() => inWork(call, (work) => undo(work, { massActionId })));
  return massUndoState(call, massActionId);
};
