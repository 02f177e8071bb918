import { Modal, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import { call, keyOf, useOperation } from '../../../app/api.ts';
import { toastError, toastHint } from '../../../ui/toast.tsx';
import classes from './example-dialog.module.css';

/** A first flow without an empty page: one that works as it is, to be changed later. */
export function ExampleDialog({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const examples = useOperation(api.flows.examples, { params: { projectId } }, { staleTime: Number.POSITIVE_INFINITY });
  const take = useTake(projectId, onClose);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('flows.examples.title')}
      size={520}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={classes.list}>
        {examples.isPending && <Skeleton height={150} radius={10} />}
        {examples.data?.map(({ id, name, description, text }) => (
          <UnstyledButton
            key={id}
            className={classes.example}
            disabled={take.isPending}
            onClick={() => take.mutate(text)}
          >
            <span>
              <strong>{name}</strong>
              <Text size="sm" c="dimmed">
                {description}
              </Text>
            </span>
            <IconArrowRight size={18} stroke={1.7} aria-hidden />
          </UnstyledButton>
        ))}
      </div>
    </Modal>
  );
}

/** It comes as a draft: what customers hear is published by hand. */
function useTake(projectId: string, onTaken: () => void) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => call(api.flows.importText, { params: { projectId }, body: { text } }),
    onSuccess: (answer) => {
      void queryClient.invalidateQueries({ queryKey: keyOf(api.flows.list) });
      if (answer.kind === 'ok') {
        const { id, name } = answer.flow;
        const publish = async () => {
          await call(api.flows.publish, { params: { projectId, flowId: id }, body: {} });
          await queryClient.invalidateQueries({ queryKey: keyOf(api.flows.list) });
        };
        toastHint({
          message: t('flows.examples.taken', { name }),
          action: { label: t('flows.publish'), run: () => void publish().catch(toastError) },
        });
      }
      onTaken();
    },
    onError: toastError,
  });
}
