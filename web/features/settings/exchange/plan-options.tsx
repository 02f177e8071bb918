import { Select, Switch, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportPlanView, ImportView } from '../../../../api/contract/imports.ts';
import { pipelinesQuery, useProject, useProjectId } from '../../../app/session.ts';
import { Group, Setting } from '../section.tsx';
import classes from './plan-options.module.css';

interface PlanOptionsProps {
  draft: ImportView;
  plan: ImportPlanView;
  onPlan: (plan: ImportPlanView) => void;
}

const policies = ['update', 'skip', 'create'] as const;

/** What is to be done with those who are there already, and where new ones go. */
export function PlanOptions({ draft, plan, onPlan }: PlanOptionsProps) {
  const { t } = useTranslation('exchange');
  const project = useProject();
  const deals = draft.entity === 'deal';
  const members = (project?.members ?? [])
    .filter(({ active }) => active)
    .map(({ id, name }) => ({ value: id, label: name }));
  const policy = (of: 'contacts' | 'deals') =>
    policies.map((value) => ({ value, label: t(`policy.${deals && of === 'contacts' ? 'linked' : 'own'}.${value}`) }));

  return (
    <div className={classes.options}>
      <Group title={t('options')}>
        <Setting title={t('sameContact')} description={t('sameContactText')} htmlFor="same-contact">
          <Select
            id="same-contact"
            className={classes.field}
            allowDeselect={false}
            data={policy('contacts')}
            value={plan.contacts}
            onChange={(value) => onPlan({ ...plan, contacts: policies.find((one) => one === value) ?? 'update' })}
          />
        </Setting>
        {plan.columns.includes('id') && (
          <Setting title={t('sameDeal')} description={t('sameDealText')} htmlFor="same-deal">
            <Select
              id="same-deal"
              className={classes.field}
              allowDeselect={false}
              data={policy('deals')}
              value={plan.deals}
              onChange={(value) => onPlan({ ...plan, deals: policies.find((one) => one === value) ?? 'update' })}
            />
          </Setting>
        )}
        {deals && <Destination plan={plan} onPlan={onPlan} />}
        <Setting title={t('responsible')} description={t('responsibleText')} htmlFor="import-responsible">
          <Select
            id="import-responsible"
            className={classes.field}
            placeholder={t('nobody')}
            clearable
            clearButtonProps={{ 'aria-label': t('nobody') }}
            data={members}
            value={plan.responsibleId}
            onChange={(value) =>
              onPlan({ ...plan, responsibleId: members.find((one) => one.value === value)?.value ?? null })
            }
          />
        </Setting>
        <Setting title={t('tags')} description={t('tagsText')} htmlFor="import-tags">
          <TagsInput
            id="import-tags"
            className={classes.field}
            maxTags={20}
            value={plan.tags}
            onChange={(tags) => onPlan({ ...plan, tags })}
          />
        </Setting>
        <Setting title={t('lenient')} description={t('lenientText')} htmlFor="import-lenient">
          <Switch
            id="import-lenient"
            checked={plan.lenient}
            onChange={(event) => onPlan({ ...plan, lenient: event.currentTarget.checked })}
          />
        </Setting>
      </Group>
    </div>
  );
}

/** Of rows that name no stage of their own. */
function Destination({ plan, onPlan }: Omit<PlanOptionsProps, 'draft'>) {
  const { t } = useTranslation('exchange');
  const { data: pipelines = [] } = useQuery(pipelinesQuery(useProjectId()));
  const stages = pipelines.map(({ name, stages }) => ({
    group: name,
    items: stages.map((stage) => ({
      value: stage.id,
      label: pipelines.length > 1 ? `${name} · ${stage.name}` : stage.name,
    })),
  }));
  const choose = (stageId: string | null) => {
    const pipeline = pipelines.find((one) => one.stages.some(({ id }) => id === stageId));
    const stage = pipeline?.stages.find(({ id }) => id === stageId);
    onPlan({ ...plan, pipelineId: pipeline?.id ?? null, stageId: stage?.id ?? null });
  };
  return (
    <Setting title={t('destination')} description={t('destinationText')} htmlFor="import-stage">
      <Select
        id="import-stage"
        className={classes.field}
        placeholder={t('intake')}
        clearable
        clearButtonProps={{ 'aria-label': t('intake') }}
        data={stages}
        value={plan.stageId}
        onChange={choose}
      />
    </Setting>
  );
}
