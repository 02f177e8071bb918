import { Group, NumberInput, SegmentedControl, Select, Stack, Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PipelineSettingsView } from '../../../api/contract/pipelines.ts';
import classes from './display-tab.module.css';

interface DisplayTabProps {
  settings: PipelineSettingsView;
  change: (part: Partial<PipelineSettingsView>) => void;
}

const systemStages = ['unsorted', 'won', 'lost', 'archived'] as const;
const sorts = ['manual', 'newest', 'next_task', 'time_in_stage'] as const;

/** What the board shows and how (PRODUCT S4, S6, S15, D5). */
export function DisplayTab({ settings, change }: DisplayTabProps) {
  const { t } = useTranslation('pipelines');
  return (
    <Stack gap="lg">
      <Section title={t('display.system')}>
        {systemStages.map((stage) => (
          <Switch
            key={stage}
            label={t(`system.${stage}`)}
            description={stage === 'unsorted' ? t('display.unsortedHint') : undefined}
            checked={settings.systemStages[stage]}
            onChange={(event) =>
              change({ systemStages: { ...settings.systemStages, [stage]: event.currentTarget.checked } })
            }
          />
        ))}
      </Section>
      <Section title={t('display.cards')}>
        <Select
          label={t('display.sort')}
          maw={280}
          data={sorts.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
          value={settings.sort}
          onChange={(value) => change({ sort: sorts.find((sort) => sort === value) ?? 'manual' })}
          allowDeselect={false}
        />
        <Switch
          label={t('display.sums')}
          checked={settings.showSums}
          onChange={(event) => change({ showSums: event.currentTarget.checked })}
        />
        <Switch
          label={t('display.hideMerged')}
          description={t('display.hideMergedHint')}
          checked={settings.hideMerged}
          onChange={(event) => change({ hideMerged: event.currentTarget.checked })}
        />
      </Section>
      <Section title={t('display.rotting')}>
        <Switch
          label={t('display.rottingOn')}
          checked={settings.rottingDays !== null}
          onChange={(event) => change({ rottingDays: event.currentTarget.checked ? 7 : null })}
        />
        {settings.rottingDays !== null && (
          <Group gap="sm" align="flex-end">
            <NumberInput
              label={t('display.days')}
              w={96}
              min={1}
              max={365}
              allowDecimal={false}
              value={settings.rottingDays}
              onChange={(value) => change({ rottingDays: Math.min(365, Math.max(1, Number(value) || 1)) })}
            />
            <SegmentedControl
              mb={1}
              value={settings.rottingFrom}
              onChange={(value) => change({ rottingFrom: value === 'last_message' ? 'last_message' : 'stage_entry' })}
              data={[
                { value: 'stage_entry', label: t('display.fromStage') },
                { value: 'last_message', label: t('display.fromMessage') },
              ]}
            />
          </Group>
        )}
      </Section>
    </Stack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={classes.section}>
      <Text component="legend" size="sm" fw={600} mb={10}>
        {title}
      </Text>
      <Stack gap="sm">{children}</Stack>
    </fieldset>
  );
}
