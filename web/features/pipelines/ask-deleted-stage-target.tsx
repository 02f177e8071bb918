import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import i18next from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StageView } from '../../../api/contract/pipelines.ts';
import type { DraftStage } from './settings-draft.ts';

/** Which stage takes the deals of one that goes (PRODUCT D3); null: it is said to hold none; undefined: nothing goes. */
export function askDeletedStageTarget(name: string, heirs: DraftStage[]): Promise<StageView['id'] | null | undefined> {
  return new Promise((resolve) => {
    const id = modals.open({
      title: i18next.t('pipelines:stages.deleteTitle', { name }),
      size: 'sm',
      closeButtonProps: { 'aria-label': i18next.t('pipelines:close') },
      onClose: () => resolve(undefined),
      children: (
        <TargetForm
          heirs={heirs}
          onCancel={() => modals.close(id)}
          onTarget={(target) => {
            resolve(target);
            modals.close(id);
          }}
        />
      ),
    });
  });
}

function TargetForm({
  heirs,
  onTarget,
  onCancel,
}: {
  heirs: DraftStage[];
  onTarget: (target: StageView['id'] | null) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation('pipelines');
  const [heir, setHeir] = useState(heirs[0]);
  return (
    <Stack gap="md">
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
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button color="red" onClick={() => onTarget(heir?.id ?? null)}>
          {t('stages.deleteAction')}
        </Button>
      </Group>
    </Stack>
  );
}
