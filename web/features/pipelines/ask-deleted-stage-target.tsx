import { Select, Text } from '@mantine/core';
import i18next from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StageView } from '../../../api/contract/pipelines.ts';
import { AnswerForm, askInDialog } from '../../ui/ask-in-dialog.tsx';
import type { DraftStage } from './settings-draft.ts';

type Target = StageView['id'] | null;

/** Which stage takes the deals of one that goes (PRODUCT D3); null: it is said to hold none; undefined: nothing goes. */
export function askDeletedStageTarget(name: string, heirs: DraftStage[]): Promise<Target | undefined> {
  return askInDialog<Target>({ title: i18next.t('pipelines:stages.deleteTitle', { name }) }, (answer) => (
    <TargetForm heirs={heirs} onAnswer={answer} />
  ));
}

function TargetForm({ heirs, onAnswer }: { heirs: DraftStage[]; onAnswer: (target?: Target) => void }) {
  const { t } = useTranslation('pipelines');
  const [heir, setHeir] = useState(heirs[0]);
  return (
    <AnswerForm
      action={t('stages.deleteAction')}
      danger
      onAnswer={() => onAnswer(heir?.id ?? null)}
      onCancel={() => onAnswer()}
    >
      <Text size="sm" c="dimmed">
        {t(heirs.length > 0 ? 'stages.deleteText' : 'stages.deleteLast')}
      </Text>
      {heirs.length > 0 && (
        <Select
          label={t('stages.heir')}
          data={heirs.map(({ key, name }) => ({ value: key, label: name }))}
          value={heir?.key ?? null}
          onChange={(key) => setHeir(heirs.find((one) => one.key === key))}
          allowDeselect={false}
          data-autofocus
        />
      )}
    </AnswerForm>
  );
}
