import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { PipelineView, StageView } from '../../../../api/contract/pipelines.ts';
import { call, keyOf, useOperation } from '../../../app/api.ts';
import { usePermissions, useProjectId } from '../../../app/session.ts';
import { toastDone, toastError } from '../../../ui/toast.tsx';
import { Setting } from '../section.tsx';

/** Turning the setting on leaves old deals in Unsorted alone, and offers to accept them (PRODUCT D8). */
export function UnsortedOffer({ pipelines, stage }: { pipelines: PipelineView[]; stage: StageView }) {
  const { t } = useTranslation('settings');
  const projectId = useProjectId();
  const { may } = usePermissions();
  // Unsorted is one for the whole project; any board that shows it knows the count.
  const witness = pipelines.find(({ settings }) => settings.systemStages.unsorted);
  const params = { projectId, pipelineId: witness?.id ?? '' };
  const totals = useOperation(
    api.board.totals,
    { params, query: {} },
    { enabled: witness !== undefined && may('crm', 'edit'), staleTime: 0 },
  );
  const waiting = totals.data?.find(({ key }) => key === 'unsorted')?.count ?? 0;
  const accept = useAcceptAll(projectId, stage);

  if (waiting === 0 || !may('crm', 'edit')) return null;
  return (
    <Setting title={t('leads.offer.waiting', { count: waiting })} description={t('leads.offer.stay')}>
      <Button variant="default" loading={accept.isPending} onClick={() => accept.mutate()}>
        {t('leads.offer.accept', { stage: stage.name })}
      </Button>
    </Setting>
  );
}

function useAcceptAll(projectId: string, stage: StageView) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(api.deals.acceptAll, { params: { projectId }, body: { stageId: stage.id } }),
    onSuccess: ({ accepted }) => toastDone({ message: t('leads.offer.done', { count: accepted }) }),
    onError: toastError,
    onSettled: () =>
      Promise.all(
        [api.board.totals, api.board.get].map((one) => queryClient.invalidateQueries({ queryKey: keyOf(one) })),
      ),
  });
}
