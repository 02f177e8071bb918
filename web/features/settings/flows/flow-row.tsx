import { ActionIcon, Button, Menu, Switch } from '@mantine/core';
import { IconCode, IconCopy, IconDots, IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { FlowView } from '../../../../api/contract/flows.ts';
import { call, keyOf } from '../../../app/api.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { fullMoment } from '../../../ui/moments.ts';
import { toastDone, toastError } from '../../../ui/toast.tsx';
import { SaveNote } from '../save-note.tsx';
import { FlowProblems } from './flow-problems.tsx';
import classes from './flow-row.module.css';
import { saveFile } from './save-file.ts';

interface FlowRowProps {
  projectId: string;
  flow: FlowView;
  disabled: boolean;
  onEdit: () => void;
}

export function FlowRow({ projectId, flow, disabled, onEdit }: FlowRowProps) {
  const { t } = useTranslation('settings');
  const { toggle, publish, remove } = useFlowCommands(projectId, flow);
  const texts = useFlowText(projectId, flow);
  const enabled = toggle.isPending ? toggle.variables : flow.enabled;
  const publishable = flow.draftDiffers || flow.publishedNumber === null;

  const askRemove = async () => {
    const sure = await confirm({
      title: t('flows.deleteTitle', { name: flow.name }),
      text: t('flows.deleteText'),
      action: t('flows.delete'),
    });
    if (sure) remove.mutate();
  };

  return (
    <div className={classes.row} data-leaving={remove.isPending || undefined}>
      <div className={classes.head}>
        <Switch
          withThumbIndicator={false}
          disabled={disabled}
          aria-label={t('flows.enabled', { name: flow.name })}
          checked={enabled}
          onChange={(event) => toggle.mutate(event.currentTarget.checked)}
        />
        <div className={classes.words}>
          <strong className={classes.name}>{flow.name}</strong>
          <span className={classes.state}>
            <FlowState flow={flow} />
          </span>
          {toggle.isError && <SaveNote saving={toggle} />}
          {publish.isError && <SaveNote saving={publish} />}
        </div>
        {!disabled && publishable && (
          <Button variant="default" size="xs" loading={publish.isPending} onClick={() => publish.mutate()}>
            {t('flows.publish')}
          </Button>
        )}
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon aria-label={t('flows.more', { name: flow.name })}>
              <IconDots size={18} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {!disabled && (
              <Menu.Item leftSection={<IconCode size={16} stroke={1.7} />} onClick={onEdit}>
                {t('flows.editText')}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconCopy size={16} stroke={1.7} />} onClick={() => void texts.copy()}>
              {t('flows.copyText')}
            </Menu.Item>
            <Menu.Item leftSection={<IconDownload size={16} stroke={1.7} />} onClick={() => void texts.download()}>
              {t('flows.download')}
            </Menu.Item>
            {!disabled && (
              <>
                <Menu.Divider />
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={16} stroke={1.7} />}
                  onClick={() => void askRemove()}
                >
                  {t('flows.delete')}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {publish.data && publish.data.problems.length > 0 && (
        <div className={classes.problems}>
          <FlowProblems
            title={publish.data.kind === 'refused' ? t('flows.notPublished') : t('flows.publishedWith')}
            problems={publish.data.problems}
          />
        </div>
      )}
    </div>
  );
}

function FlowState({ flow }: { flow: FlowView }) {
  const { t, i18n } = useTranslation('settings');
  const blocks = t('flows.blocks', { count: flow.blocks });
  if (flow.publishedNumber === null) return `${blocks} · ${t('flows.neverPublished')}`;
  const published = t('flows.published', { number: flow.publishedNumber });
  return (
    <>
      {blocks} ·{' '}
      <span title={flow.publishedAt ? fullMoment(flow.publishedAt, i18n.language) : undefined}>{published}</span>
      {flow.draftDiffers && ` · ${t('flows.draftDiffers')}`}
    </>
  );
}

function useFlowCommands(projectId: string, flow: FlowView) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const params = { projectId, flowId: flow.id };
  const key = keyOf(api.flows.list, { params: { projectId } });
  const keep = (changed: FlowView) =>
    queryClient.setQueryData<FlowView[]>(key, (list) => list?.map((one) => (one.id === changed.id ? changed : one)));

  const toggle = useMutation({
    mutationFn: (enabled: boolean) => call(api.flows.change, { params, body: { enabled } }),
    onSuccess: keep,
  });
  const publish = useMutation({
    mutationFn: () => call(api.flows.publish, { params, body: {} }),
    onSuccess: (answer) => {
      if (answer.kind !== 'ok') return;
      keep(answer.flow);
      toastDone({ message: t('flows.publishedToast', { name: flow.name, number: answer.flow.publishedNumber }) });
    },
  });
  const remove = useMutation({
    mutationFn: () => call(api.flows.remove, { params }),
    onSuccess: () => queryClient.setQueryData<FlowView[]>(key, (list) => list?.filter(({ id }) => id !== flow.id)),
    onError: toastError,
  });
  return { toggle, publish, remove };
}

function useFlowText(projectId: string, flow: FlowView) {
  const { t } = useTranslation('settings');
  const load = async () => {
    const { text } = await call(api.flows.exportText, { params: { projectId, flowId: flow.id }, query: {} });
    return text;
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await load());
      toastDone({ message: t('copied') });
    } catch (error) {
      toastError(error);
    }
  };
  const download = async () => {
    try {
      saveFile(`${flow.name}.yaml`, await load());
    } catch (error) {
      toastError(error);
    }
  };
  return { copy, download };
}
