import { Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PipelineView } from '../../../../api/contract/pipelines.ts';
import type { ProjectView } from '../../../../api/contract/projects.ts';
import { pipelinesQuery, projectQuery, usePermissions, useProjectId } from '../../../app/session.ts';
import { Loaded } from '../loaded.tsx';
import { SaveNote } from '../save-note.tsx';
import { Group, Section, Setting } from '../section.tsx';
import { useChangeProject } from '../use-change-project.ts';
import { ChannelRules } from './channel-rules.tsx';
import { leadDestination } from './lead-destination.ts';
import { LeadPreview } from './lead-preview.tsx';
import classes from './leads-section.module.css';
import { UnsortedOffer } from './unsorted-offer.tsx';

export function LeadsSection() {
  const { t } = useTranslation('settings');
  const projectId = useProjectId();
  const project = useQuery(projectQuery(projectId));
  const pipelines = useQuery(pipelinesQuery(projectId));
  return (
    <Section title={t('pages.leads')} description={t('leads.description')}>
      <Loaded query={project} height={360}>
        {(loaded) => (
          <Loaded query={pipelines} height={360}>
            {(list) => <Leads project={loaded} pipelines={list} />}
          </Loaded>
        )}
      </Loaded>
    </Section>
  );
}

/** Saved as soon as changed; while it is being saved the new value is shown, and the old one again when it failed. */
function Leads({ project, pipelines }: { project: ProjectView; pipelines: PipelineView[] }) {
  const { t } = useTranslation('settings');
  const disabled = !usePermissions().may('settings', 'edit');
  const intakeSaving = useChangeProject();
  const returningSaving = useChangeProject();

  const settings = {
    ...project.settings,
    ...(intakeSaving.isPending && intakeSaving.variables.settings),
    ...(returningSaving.isPending && returningSaving.variables.settings),
  };
  const { intake } = settings;
  const destination = leadDestination(intake, pipelines);
  const changeIntake = (part: Partial<typeof intake>) =>
    intakeSaving.mutate({ settings: { intake: { ...intake, ...part } } });
  const first = pipelines[0];

  return (
    <>
      <Group>
        <Setting title={t('leads.accept')} description={t('leads.acceptText')} htmlFor="accept-leads">
          <Switch
            withThumbIndicator={false}
            id="accept-leads"
            size="md"
            disabled={disabled}
            checked={intake.acceptOnFirstStage}
            onChange={(event) => changeIntake({ acceptOnFirstStage: event.currentTarget.checked })}
          />
        </Setting>
        {pipelines.length > 0 && (
          <Setting title={t('leads.pipeline')} description={t('leads.pipelineText')} htmlFor="leads-pipeline">
            <Select
              id="leads-pipeline"
              className={classes.select}
              disabled={disabled}
              allowDeselect={false}
              value={intake.pipelineId ?? 'first'}
              onChange={(value) => {
                const chosen = pipelines.find(({ id }) => id === value);
                changeIntake({ pipelineId: chosen?.id ?? null });
              }}
              data={[
                { value: 'first', label: t('leads.firstInOrder', { name: first?.name ?? '' }) },
                ...pipelines.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Setting>
        )}
        <div className={classes.preview}>
          <LeadPreview destination={destination} pipelines={pipelines} />
          <div className={classes.note}>
            <SaveNote saving={intakeSaving} />
          </div>
        </div>
        {destination.kind === 'stage' && <UnsortedOffer pipelines={pipelines} stage={destination.stage} />}
      </Group>
      <Group title={t('leads.returningTitle')} aside={<SaveNote saving={returningSaving} />}>
        <Setting title={t('leads.returning')} description={t('leads.returningText')} htmlFor="leads-returning">
          <Switch
            withThumbIndicator={false}
            id="leads-returning"
            size="md"
            disabled={disabled}
            checked={settings.newDealForReturning}
            onChange={(event) =>
              returningSaving.mutate({ settings: { newDealForReturning: event.currentTarget.checked } })
            }
          />
        </Setting>
      </Group>
      <ChannelRules intake={intake} pipelines={pipelines} />
    </>
  );
}
