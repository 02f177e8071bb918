import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import type { DealCard, DealChanged } from '../../api/contract/deals.ts';
import type { Refusal } from '../../api/contract/values.ts';
import { askOverride } from '../ui/ask-override.tsx';
import { explainRefusal } from '../ui/explain-refusal.ts';
import { toastError, toastProblem } from '../ui/toast.tsx';
import { call } from './api.ts';
import { useLive } from './live.tsx';
import { useOpenDeal } from './open-deal.ts';
import { pipelinesQuery, usePermissions, useProject, useProjectId } from './session.ts';
import { whoMoved } from './who-changed.ts';

/** The deal as it is now; or nothing, and the person has been told why. */
export type CommandResult = DealCard | undefined;

/** Asks the server. A reason comes with the second try, when a stage's rule stood against the first (PRODUCT D4). */
export type Sending = (overrideReason?: string) => Promise<DealChanged>;

/** Who comes second learns who was first, and may insist. */
export interface Insisting {
  label: string;
  send: Sending;
}

/**
 * Waits for the answer to a command on a deal: everything on the screen hears it, a rule's refusal may be overridden by who
 * may, and any other is explained.
 */
export function useSettle() {
  const { t } = useTranslation('ui');
  const { restricted } = usePermissions();
  const own = useProject()?.fields ?? [];
  const { publish } = useLive();
  const openDeal = useOpenDeal();
  const explainSecond = useExplainSecond();

  const settle = async (deal: DealCard, send: Sending, insisting?: Insisting): Promise<CommandResult> => {
    try {
      const answer = await send();
      if (answer.kind === 'refused') return await refused(deal, answer, send, insisting);
      publish({ kind: 'saved', cards: [answer.deal], removed: [] });
      return answer.deal;
    } catch (error) {
      toastError(error);
      return undefined;
    }
  };

  const refused = async (deal: DealCard, refusal: Refusal, send: Sending, insisting: Insisting | undefined) => {
    const message = explainRefusal(refusal, own);
    if (isRule(refusal) && !restricted('override_stage_rules')) {
      const answer = await askOverride({ title: t('override.title', { name: deal.name }), rule: message });
      if (answer?.kind === 'override') return await settle(deal, () => send(answer.reason));
      if (answer?.kind === 'open') openDeal(deal.id);
      return undefined;
    }
    if (isSecond(refusal)) {
      const again = insisting && { label: insisting.label, run: () => void settle(deal, insisting.send) };
      // Not awaited: what was shown before the answer is taken back first, then the newest is shown.
      explainSecond(deal, again, message).catch(toastError);
      return undefined;
    }
    toastProblem({
      id: `refused ${deal.id}`,
      message,
      ...(refusal.fields?.length && { action: { label: t('deal.open'), run: () => openDeal(deal.id) } }),
    });
    return undefined;
  };

  return settle;
}

/** Somebody was faster (PRODUCT D14): says who, and where the deal is now. */
function useExplainSecond() {
  const { t } = useTranslation('ui');
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  const { publish } = useLive();

  return async (deal: DealCard, action: { label: string; run: () => void } | undefined, otherwise: string) => {
    const [deed, view] = await Promise.all([
      whoMoved({ projectId, dealId: deal.id }),
      call(api.deals.get, { params: { projectId, dealId: deal.id } }),
    ]);
    publish({ kind: 'saved', cards: [view.deal], removed: [] });
    const { status, stageId } = view.deal;
    const pipelines = queryClient.getQueryData(pipelinesQuery(projectId).queryKey) ?? [];
    const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === stageId)?.name;
    const place = status === 'open' ? stage : t(`closedAs.${status}`);
    const told = deed && place && t('deal.movedMeanwhile', { name: deal.name, who: deed.who, place });
    toastProblem({
      id: `refused ${deal.id}`,
      message: told || otherwise,
      ...(action && status === 'open' && { action }),
    });
  };
}

function isRule({ why }: Refusal): boolean {
  return why === 'forbidden_target' || why === 'missing_fields';
}

function isSecond({ why }: Refusal): boolean {
  return why === 'moved' || why === 'closed' || why === 'not_unsorted' || why === 'not_closed';
}
