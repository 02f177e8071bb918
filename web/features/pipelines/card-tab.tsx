import { Checkbox, SegmentedControl, Stack, TagsInput, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cardFields, type PipelineSettingsView } from '../../../api/contract/pipelines.ts';
import { variableName } from '../../../api/contract/values.ts';
import classes from './card-tab.module.css';

interface CardTabProps {
  settings: PipelineSettingsView;
  change: (part: Partial<PipelineSettingsView>) => void;
  variableNames: string[];
  preview: (settings: PipelineSettingsView) => ReactNode;
}

/** Deal fields and variables on board cards (PRODUCT S4), with the card that they make. */
export function CardTab({ settings, change, variableNames, preview }: CardTabProps) {
  const { t } = useTranslation('pipelines');
  return (
    <div className={classes.columns}>
      <Stack gap="lg">
        <Checkbox.Group
          label={t('card.fields')}
          value={settings.cardFields}
          onChange={(chosen) => change({ cardFields: cardFields.filter((field) => chosen.includes(field)) })}
        >
          <div className={classes.fields}>
            {cardFields.map((field) => (
              <Checkbox key={field} value={field} label={t(`fields.${field}`)} size="xs" />
            ))}
          </div>
        </Checkbox.Group>
        <TagsInput
          label={t('card.variables')}
          description={t('card.variablesHint')}
          placeholder={settings.cardVariables.length === 0 ? t('card.variablesExample') : ''}
          data={variableNames}
          value={settings.cardVariables}
          onChange={(names) => change({ cardVariables: names.filter((name) => variableName.safeParse(name).success) })}
          maxTags={12}
        />
        <div>
          <Text size="xs" fw={500} c="var(--ink-2)" mb={4}>
            {t('card.density')}
          </Text>
          <SegmentedControl
            value={settings.density}
            onChange={(value) => change({ density: value === 'compact' ? 'compact' : 'comfortable' })}
            data={[
              { value: 'comfortable', label: t('card.comfortable') },
              { value: 'compact', label: t('card.compact') },
            ]}
          />
        </div>
      </Stack>
      <div className={classes.preview} aria-hidden inert>
        <Text size="xs" c="dimmed" mb={8}>
          {t('card.preview')}
        </Text>
        {preview(settings)}
      </div>
    </div>
  );
}
