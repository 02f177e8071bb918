import { Button, Group, Modal, Tabs } from '@mantine/core';
import { IconCards, IconColumns3, IconLayoutKanban, IconSettings } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { PipelineSettingsView, PipelineView } from '../../../api/contract/pipelines.ts';
import { call } from '../../app/api.ts';
import { isApiError } from '../../app/api-error.ts';
import { pipelinesQuery } from '../../app/session.ts';
import { confirm } from '../../ui/confirm.tsx';
import { toastDone, toastError, toastProblem } from '../../ui/toast.tsx';
import { useEscapeFree } from '../../ui/use-escape-free.ts';
import { CardTab } from './card-tab.tsx';
import { DisplayTab } from './display-tab.tsx';
import { GeneralTab } from './general-tab.tsx';
import classes from './pipeline-settings-dialog.module.css';
import { draftOf, isComplete, type SettingsDraft, saveBody } from './settings-draft.ts';
import { StagesTab } from './stages-tab.tsx';

export type SettingsTab = 'general' | 'stages' | 'card' | 'display';

interface PipelineSettingsDialogProps {
  projectId: string;
  pipeline: PipelineView;
  pipelines: PipelineView[];
  tab: SettingsTab;
  /** Variable names met on the board's cards, offered before any is typed. */
  variableNames: string[];
  /** How a card would look with these settings. */
  preview: (settings: PipelineSettingsView) => ReactNode;
  onClose: () => void;
  onDeleted: () => void;
}

/** Everything about a pipeline, applied by "Save" in one step (PRODUCT S4, D5). */
export function PipelineSettingsDialog(props: PipelineSettingsDialogProps) {
  const { projectId, pipeline, pipelines, variableNames, preview, onClose, onDeleted } = props;
  const { t } = useTranslation('pipelines');
  const [draft, setDraft] = useState(() => draftOf(pipeline));
  const [tab, setTab] = useState<SettingsTab>(props.tab);
  const escapeFree = useEscapeFree();
  const { save, saving } = useSave(projectId, pipeline, onClose);

  const change = (part: Partial<SettingsDraft>) => setDraft((old) => ({ ...old, ...part }));
  const changeSettings = (part: Partial<PipelineSettingsView>) =>
    setDraft((old) => ({ ...old, settings: { ...old.settings, ...part } }));

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('settings.title', { name: pipeline.name })}
      size={760}
      classNames={{ body: classes.body ?? '' }}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnClickOutside={false}
      closeOnEscape={escapeFree}
    >
      <Tabs
        value={tab}
        onChange={(next) => next && setTab(next as SettingsTab)} // the tabs below are the only values
        classNames={{
          root: classes.tabs ?? '',
          list: classes.list ?? '',
          panel: classes.panel ?? '',
          tab: classes.tab ?? '',
          tabLabel: classes.tabLabel ?? '',
        }}
        orientation="vertical"
        variant="pills"
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="general" leftSection={<IconSettings size={16} stroke={1.7} />}>
            {t('settings.general')}
          </Tabs.Tab>
          <Tabs.Tab value="stages" leftSection={<IconColumns3 size={16} stroke={1.7} />}>
            {t('settings.stages')}
          </Tabs.Tab>
          <Tabs.Tab value="card" leftSection={<IconCards size={16} stroke={1.7} />}>
            {t('settings.card')}
          </Tabs.Tab>
          <Tabs.Tab value="display" leftSection={<IconLayoutKanban size={16} stroke={1.7} />}>
            {t('settings.display')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="general">
          <GeneralTab
            projectId={projectId}
            pipeline={pipeline}
            pipelines={pipelines}
            draft={draft}
            change={change}
            onDeleted={onDeleted}
          />
        </Tabs.Panel>
        <Tabs.Panel value="stages">
          <StagesTab draft={draft} setDraft={setDraft} variableNames={variableNames} />
        </Tabs.Panel>
        <Tabs.Panel value="card">
          <CardTab settings={draft.settings} change={changeSettings} variableNames={variableNames} preview={preview} />
        </Tabs.Panel>
        <Tabs.Panel value="display">
          <DisplayTab settings={draft.settings} change={changeSettings} />
        </Tabs.Panel>
      </Tabs>
      <Group className={classes.foot} justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button loading={saving} disabled={!isComplete(draft)} onClick={() => void save(draft)}>
          {t('settings.save')}
        </Button>
      </Group>
    </Modal>
  );
}

function useSave(projectId: string, pipeline: PipelineView, onSaved: () => void) {
  const { t } = useTranslation('pipelines');
  const queryClient = useQueryClient();
  const [saving, setSaving] = useState(false);

  const send = async (draft: SettingsDraft, confirmCurrency: boolean): Promise<boolean> => {
    const answer = await call(api.pipelines.save, {
      params: { projectId, pipelineId: pipeline.id },
      body: { ...saveBody(draft, pipeline.version), ...(confirmCurrency && { confirmCurrency }) },
    });
    if (answer.kind === 'ok') {
      queryClient.setQueryData(pipelinesQuery(projectId).queryKey, (old) =>
        old?.map((one) => (one.id === answer.pipeline.id ? answer.pipeline : one)),
      );
      void queryClient.invalidateQueries({ queryKey: [api.board.get.name] });
      return true;
    }
    if (draft.currency !== pipeline.currency && !confirmCurrency && answer.why === 'currency_in_use') {
      const sure = await confirm({
        title: t('currencyChange.title'),
        text: t('currencyChange.text', { from: pipeline.currency, to: draft.currency }),
        action: t('currencyChange.action'),
      });
      return sure ? await send(draft, true) : false;
    }
    toastProblem({ message: t(`refused.${answer.why}`, { defaultValue: answer.message }) });
    return false;
  };

  const save = async (draft: SettingsDraft) => {
    setSaving(true);
    try {
      if (!(await send(draft, false))) return;
      toastDone({ message: t('settings.saved') });
      onSaved();
    } catch (error) {
      if (isApiError(error, 'conflict')) toastProblem({ message: t('settings.conflict') });
      else toastError(error);
    } finally {
      setSaving(false);
    }
  };
  return { save, saving };
}
