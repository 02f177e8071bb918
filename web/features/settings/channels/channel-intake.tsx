import { Input, Radio, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChannelView } from '../../../../api/contract/channels.ts';
import type { PipelineView } from '../../../../api/contract/pipelines.ts';
import { channelIntake, type Intake, leadDestination } from '../leads/lead-destination.ts';
import { Sentence } from '../leads/lead-preview.tsx';
import classes from './channel-intake.module.css';

interface ChannelIntakeProps {
  own: ChannelView['intake'];
  project: Intake;
  pipelines: PipelineView[];
  disabled: boolean;
  onIntake: (intake: ChannelView['intake']) => void;
}

/** Where leads of this channel go, when not where the project says (PRODUCT D8). */
export function ChannelIntake({ own, project, pipelines, disabled, onIntake }: ChannelIntakeProps) {
  const { t } = useTranslation('settings');
  const choose = (value: string) => {
    if (value === 'project') onIntake(null);
    else onIntake({ acceptOnFirstStage: value === 'stage', pipelineId: own?.pipelineId ?? null });
  };
  const value = own === null ? 'project' : own.acceptOnFirstStage ? 'stage' : 'unsorted';
  return (
    <div>
      <Radio.Group label={t('channels.intake.title')} value={value} onChange={choose}>
        <Stack gap={8} mt={4}>
          {(['project', 'stage', 'unsorted'] as const).map((one) => (
            <Radio key={one} size="sm" value={one} disabled={disabled} label={t(`channels.intake.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {own?.acceptOnFirstStage && (
        <Select
          className={classes.pipeline}
          aria-label={t('leads.pipeline')}
          disabled={disabled}
          allowDeselect={false}
          value={own.pipelineId ?? 'project'}
          onChange={(id) =>
            onIntake({ acceptOnFirstStage: true, pipelineId: pipelines.find((one) => one.id === id)?.id ?? null })
          }
          data={[
            { value: 'project', label: t('channels.intake.projectPipeline') },
            ...pipelines.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Input.Description mt={10}>
        <Sentence destination={leadDestination(channelIntake(project, own), pipelines)} />
      </Input.Description>
    </div>
  );
}
