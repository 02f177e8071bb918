import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { DealFilter } from '../../../api/contract/deal-filter.ts';
import type { MassState, MassTarget } from '../../../api/contract/deal-list.ts';
import { asId, type DealId } from '../../../kernel/ids.ts';
import { call, useOperation } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';
import { toastDone, toastError, toastProblem, toastUndo } from '../../ui/toast.tsx';
import { askMass } from './ask-mass.tsx';
import type { MassChange } from './mass-change.ts';
import { showProgress } from './mass-progress.tsx';
import { showRefusals } from './refusals.tsx';
import type { Selection } from './selection.ts';

/** Whom a mass action is about: the ticked ones by name, or all that the list finds but a few. */
export function targetOf(
  selection: Selection,
  list: { filter: DealFilter; pipelineId: string | undefined },
): MassTarget {
  if (selection.kind === 'some') return { ids: [...selection.ids].map(asDeal) };
  const exceptIds = [...selection.except].map(asDeal);
  return {
    which: {
      filter: list.filter,
      ...(list.pipelineId && { pipelineId: asId<'pipeline'>(list.pipelineId) }),
      exceptIds,
    },
  };
}

/** Below this a change that nobody refuses and that can be taken back needs no question. */
const many = 20;

/**
 * Does one thing to many deals: says how many it will be and which refuse, shows how far it is, offers to take it back.
 * `done` is called whenever rows have changed. Answers whether it was done.
 */
export function useMassChange(
  done: () => void,
): (target: MassTarget, change: MassChange, count: number) => Promise<boolean> {
  const { t } = useTranslation('list');
  const projectId = useProjectId();
  const { data: own = [] } = useOperation(api.fields.list, { params: { projectId } });

  const undo = async (state: MassState) => {
    const progress = showProgress(t('mass.undoing'), state.done);
    try {
      const step = () => call(api.deals.undoMass, { params: { projectId, massActionId: state.id } });
      let undone = await step();
      while (!undone.finished) {
        progress.at(undone.undone + undone.kept);
        undone = await step();
      }
      toastDone({ message: t('mass.undone', { count: undone.undone }) });
      if (undone.kept > 0) showRefusals(t('mass.kept', { count: undone.kept }), undone.keeps, own);
    } catch (error) {
      toastError(error);
    } finally {
      progress.close();
      done();
    }
  };

  const tell = (state: MassState, change: MassChange) => {
    const refusals = () => showRefusals(t('mass.refusedTitle', { count: state.refused }), state.refusals, own);
    if (state.done > 0) {
      toastUndo({
        message: t(`mass.done.${change.kind}`, { count: state.done }),
        undo: () => void undo(state),
        stays: true,
      });
    }
    if (state.refused > 0) {
      toastProblem({
        id: 'mass refused',
        message: t('mass.refused', { count: state.refused }),
        action: { label: t('mass.why'), run: refusals },
      });
    }
  };

  return async (target, change, count) => {
    try {
      const params = { projectId };
      const preview = await call(api.deals.previewMass, { params, body: { target, change } });
      if (preview.tooMany || preview.refused > 0 || count >= many || change.kind === 'delete') {
        if (!(await askMass(change, preview, own))) return false;
      }
      const progress = showProgress(t('mass.running'), preview.total);
      try {
        let state = await call(api.deals.mass, { params, body: { target, change } });
        while (!state.finished) {
          progress.at(state.done + state.refused);
          done();
          state = await call(api.deals.continueMass, { params: { projectId, massActionId: state.id } });
        }
        tell(state, change);
      } finally {
        progress.close();
        done();
      }
      return true;
    } catch (error) {
      toastError(error);
      return false;
    }
  };
}

const asDeal = (id: string): DealId => asId<'deal'>(id);
