import { Alert, Button, NumberInput, Group as Row, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectView } from '../../../../api/contract/projects.ts';
import { projectQuery, usePermissions, useProjectId } from '../../../app/session.ts';
import { CurrencySelect } from '../../../ui/currency-select.tsx';
import { explainError } from '../../../ui/toast.tsx';
import { Loaded } from '../loaded.tsx';
import { SaveNote } from '../save-note.tsx';
import { Group, Section, Setting } from '../section.tsx';
import { type ProjectSettings, useChangeProject } from '../use-change-project.ts';
import { countryOptions } from './countries.ts';
import classes from './general-section.module.css';
import { timeZoneOptions } from './time-zones.ts';

type Draft = { name?: string } & Partial<
  Pick<ProjectSettings, 'locale' | 'timeZone' | 'country' | 'currency' | 'botSilentMinutes'>
>;

export function GeneralSection() {
  const { t } = useTranslation('settings');
  const query = useQuery(projectQuery(useProjectId()));
  return (
    <Section title={t('pages.project')} description={t('general.description')}>
      <Loaded query={query} height={340}>
        {(project) => <GeneralForm key={project.id} project={project} />}
      </Loaded>
    </Section>
  );
}

/** Only what was touched is kept and sent, so a colleague's change of another field survives. */
function GeneralForm({ project }: { project: ProjectView }) {
  const { t, i18n } = useTranslation('settings');
  const disabled = !usePermissions().may('settings', 'edit');
  const [draft, setDraft] = useState<Draft>({});
  const saving = useChangeProject();
  const zones = useMemo(() => timeZoneOptions(), []);
  const countries = useMemo(() => countryOptions(i18n.language), [i18n.language]);

  const shown = { name: project.name, ...project.settings, ...draft };
  const touched = Object.keys(draft).length > 0;
  const nameless = shown.name.trim() === '';
  const change = (part: Draft) => {
    if (saving.isSuccess) saving.reset();
    setDraft((before) => ({ ...before, ...part }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!touched || nameless) return;
    const { name, ...settings } = draft;
    saving.mutate(
      { ...(name !== undefined && { name }), settings },
      { onSuccess: () => setDraft((now) => unsaved(now, draft)) },
    );
  };

  return (
    <form onSubmit={submit}>
      <Group>
        <Setting title={t('general.name')} htmlFor="project-name">
          <TextInput
            id="project-name"
            className={classes.field}
            disabled={disabled}
            value={shown.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={nameless && t('general.nameNeeded')}
            maxLength={200}
          />
        </Setting>
        <Setting title={t('general.locale')} description={t('general.localeText')} htmlFor="project-locale">
          <Select
            id="project-locale"
            className={classes.field}
            disabled={disabled}
            allowDeselect={false}
            value={shown.locale}
            onChange={(locale) => (locale === 'ru' || locale === 'en') && change({ locale })}
            data={[
              { value: 'ru', label: 'Русский' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Setting>
        <Setting title={t('general.timeZone')} description={t('general.timeZoneText')} htmlFor="project-zone">
          <Select
            id="project-zone"
            className={classes.field}
            disabled={disabled}
            allowDeselect={false}
            searchable
            limit={80}
            nothingFoundMessage={t('nothingFound')}
            value={shown.timeZone}
            onChange={(timeZone) => timeZone && change({ timeZone })}
            data={zones}
          />
        </Setting>
        <Setting title={t('general.country')} description={t('general.countryText')} htmlFor="project-country">
          <Select
            id="project-country"
            className={classes.field}
            disabled={disabled}
            allowDeselect={false}
            searchable
            nothingFoundMessage={t('nothingFound')}
            value={shown.country}
            onChange={(country) => country && change({ country })}
            data={countries}
          />
        </Setting>
        <Setting title={t('general.currency')} description={t('general.currencyText')} htmlFor="project-currency">
          <CurrencySelect
            id="project-currency"
            className={classes.field}
            disabled={disabled}
            value={shown.currency}
            onChange={(currency) => change({ currency })}
          />
        </Setting>
        <Setting title={t('general.silent')} description={t('general.silentText')} htmlFor="project-silent">
          <NumberInput
            id="project-silent"
            className={classes.short}
            disabled={disabled}
            min={0}
            max={10_080}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
            suffix={` ${t('general.minutes')}`}
            value={shown.botSilentMinutes}
            onChange={(minutes) => typeof minutes === 'number' && change({ botSilentMinutes: minutes })}
          />
        </Setting>
      </Group>
      {saving.error && (
        <Alert color="red" variant="light" mt="md" role="alert">
          {explainError(saving.error)} {t('kept')}
        </Alert>
      )}
      <Row className={classes.foot} gap="sm">
        <Button type="submit" disabled={disabled || !touched || nameless} loading={saving.isPending}>
          {t('save')}
        </Button>
        {touched && !saving.isPending && (
          <Button variant="subtle" color="gray" onClick={() => setDraft({})}>
            {t('discard')}
          </Button>
        )}
        {saving.isSuccess && <SaveNote saving={saving} />}
        {disabled && <span className={classes.only}>{t('lookOnly')}</span>}
      </Row>
    </form>
  );
}

/** What was typed while the rest was being saved. */
function unsaved(now: Draft, sent: Draft): Draft {
  const before: Record<string, unknown> = sent;
  return Object.fromEntries(Object.entries(now).filter(([field, value]) => before[field] !== value));
}
