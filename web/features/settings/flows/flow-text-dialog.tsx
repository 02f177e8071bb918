import { Button, FileButton, Group, Modal, Skeleton, Text } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { FlowView } from '../../../../api/contract/flows.ts';
import { call, keyOf, useOperation } from '../../../app/api.ts';
import { explainError, toastDone } from '../../../ui/toast.tsx';
import { CodeField, type CodeFieldHandle } from './code-field.tsx';
import { FlowProblems } from './flow-problems.tsx';
import classes from './flow-text-dialog.module.css';

interface FlowTextDialogProps {
  projectId: string;
  /** Its draft is edited; without one a new flow is made. */
  flow: FlowView | undefined;
  /** The block to begin at. */
  blockId?: string | undefined;
  onClose: () => void;
}

/** A flow in its text form (PRODUCT M8). What is wrong is told by lines, and nothing typed is lost. */
export function FlowTextDialog({ projectId, flow, blockId, onClose }: FlowTextDialogProps) {
  const { t } = useTranslation('settings');
  const draft = useOperation(
    api.flows.exportText,
    { params: { projectId, flowId: flow?.id ?? '' }, query: { which: 'draft' } },
    { enabled: flow !== undefined, staleTime: 0, gcTime: 0, refetchOnReconnect: false },
  );
  const [typed, setTyped] = useState<string>();
  const text = typed ?? draft.data?.text ?? '';
  const field = useRef<CodeFieldHandle>(null);
  const loaded = draft.data?.text;
  useEffect(() => {
    const line = blockId && loaded ? lineOfBlock(loaded, blockId) : 0;
    if (line > 0) field.current?.goToLine(line);
  }, [blockId, loaded]);
  const save = useSaveText(projectId, flow, onClose);
  const problems = save.data?.problems ?? [];
  const failed = save.error ?? draft.error;

  const change = (next: string) => {
    setTyped(next);
    if (save.isError) save.reset();
  };
  const takeFile = async (file: File | null) => {
    if (file) change(await file.text());
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={flow ? t('flows.dialog.edit', { name: flow.name }) : t('flows.dialog.new')}
      closeOnClickOutside={typed === undefined || typed === ''}
      closeOnEscape={typed === undefined || typed === ''}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={classes.body}>
        {!flow && (
          <Text size="sm" c="dimmed">
            {t('flows.dialog.hint')}
          </Text>
        )}
        {flow && draft.isPending ? (
          <Skeleton height={360} radius={8} />
        ) : (
          <CodeField
            ref={field}
            label={t('flows.dialog.label')}
            value={text}
            onChange={change}
            faults={problems.flatMap(({ line, severity }) =>
              line !== undefined && severity === 'error' ? [line] : [],
            )}
          />
        )}
        {failed && (
          <div className={classes.error} role="alert">
            {explainError(failed)}
          </div>
        )}
        {save.data && problems.length > 0 && (
          <FlowProblems
            title={
              save.data.kind === 'refused'
                ? t(`flows.refused.${save.data.why}`, { defaultValue: save.data.message })
                : t('flows.dialog.savedWith')
            }
            problems={problems}
            onLine={(line) => field.current?.goToLine(line)}
          />
        )}
        <Group justify="space-between" gap="xs">
          <FileButton onChange={(file) => void takeFile(file)} accept=".yaml,.yml,.txt,text/*">
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFolderOpen size={16} stroke={1.7} />}>
                {t('flows.dialog.file')}
              </Button>
            )}
          </FileButton>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button disabled={text.trim() === ''} loading={save.isPending} onClick={() => save.mutate(text)}>
              {flow ? t('flows.dialog.saveDraft') : t('flows.import')}
            </Button>
          </Group>
        </Group>
      </div>
    </Modal>
  );
}

/** Counted from 1; 0 when the block is not in the text. */
function lineOfBlock(text: string, blockId: string): number {
  return text.split('\n').findIndex((line) => line.startsWith(`  ${blockId}:`)) + 1;
}

function useSaveText(projectId: string, flow: FlowView | undefined, onSaved: () => void) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      call(api.flows.importText, { params: { projectId }, body: { text, ...(flow && { flowId: flow.id }) } }),
    onSuccess: (answer) => {
      if (answer.kind !== 'ok') return;
      void queryClient.invalidateQueries({ queryKey: keyOf(api.flows.list) });
      toastDone({
        message: t(flow ? 'flows.dialog.savedToast' : 'flows.dialog.importedToast', { name: answer.flow.name }),
      });
      if (answer.problems.length === 0 || !flow) onSaved();
    },
  });
}
