import { Button, MultiSelect, Popover, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { ContactFilter } from '../../../api/contract/contact-filter.ts';
import type { FieldView } from '../../../api/contract/fields.ts';
import { useOperation } from '../../app/api.ts';
import { usePermissions, useProject, useProjectId } from '../../app/session.ts';
import classes from './contact-filter-menu.module.css';

type Condition = NonNullable<ContactFilter['conditions']>[number];

interface FilterProps {
  filter: ContactFilter;
  onFilter: (filter: ContactFilter) => void;
}

/** Conditions that all have to hold; each field has at most one here. */
export function ContactFilterMenu({ filter, onFilter }: FilterProps) {
  const { t } = useTranslation('contacts');
  const conditions = filter.conditions ?? [];
  return (
    <Popover position="bottom-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={conditions.length > 0 ? 'light' : 'subtle'}
          color={conditions.length > 0 ? 'accent' : 'gray'}
          px={9}
          leftSection={<IconFilter size={16} stroke={1.7} />}
        >
          {conditions.length > 0 ? t('filter.some', { count: conditions.length }) : t('filter.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        <Stack gap="sm">
          <Fields filter={filter} onFilter={onFilter} />
          {conditions.length > 0 && (
            <Button variant="default" onClick={() => onFilter({ ...filter, conditions: [] })}>
              {t('filter.reset')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Fields({ filter, onFilter }: FilterProps) {
  const { t } = useTranslation('contacts');
  const projectId = useProjectId();
  const project = useProject();
  const { may } = usePermissions();
  const { data: channels = [] } = useOperation(
    api.channels.list,
    { params: { projectId } },
    { enabled: may('crm', 'view') },
  );
  const conditions = filter.conditions ?? [];
  const find = (field: string) => conditions.find((one) => one.field === field);
  const listOf = (field: string) => [find(field)?.value ?? []].flat().map(String);
  const set = (field: string, condition: Omit<Condition, 'field'> | null) =>
    onFilter({
      ...filter,
      conditions: [...conditions.filter((one) => one.field !== field), ...(condition ? [{ field, ...condition }] : [])],
    });
  const setList = (field: string, value: string[]) => set(field, value.length > 0 ? { op: 'any_of', value } : null);
  const presence = (field: string) => ({
    data: [
      { value: 'filled', label: t(`filter.${field}.filled`) },
      { value: 'empty', label: t(`filter.${field}.empty`) },
    ],
    label: t(`filter.${field}.label`),
    placeholder: t('filter.any'),
    value: find(field)?.op ?? null,
    clearable: true,
    onChange: (op: string | null) => set(field, op ? { op: op === 'empty' ? 'empty' : 'filled' } : null),
  });
  const members = (project?.members ?? []).filter(({ active }) => active);
  const inside = { comboboxProps: { withinPortal: false } };

  return (
    <>
      <TagsInput
        {...inside}
        label={t('fields.tags')}
        placeholder={listOf('tags').length === 0 ? t('filter.any') : ''}
        value={listOf('tags')}
        onChange={(tags) => setList('tags', tags)}
      />
      <MultiSelect
        {...inside}
        label={t('fields.responsible')}
        placeholder={listOf('responsible').length === 0 ? t('filter.any') : ''}
        data={[
          { value: 'me', label: t('filter.me') },
          { value: 'none', label: t('filter.nobody') },
          ...members.map(({ id, name }) => ({ value: id as string, label: name })),
        ]}
        value={listOf('responsible')}
        onChange={(ids) => setList('responsible', ids)}
      />
      {channels.length > 0 && (
        <MultiSelect
          {...inside}
          label={t('fields.channels')}
          placeholder={listOf('channel').length === 0 ? t('filter.any') : ''}
          data={channels.map(({ id, name }) => ({ value: id as string, label: name }))}
          value={listOf('channel')}
          onChange={(ids) => setList('channel', ids)}
        />
      )}
      {may('crm', 'view') && <Select {...inside} {...presence('open_deals')} />}
      <Select {...inside} {...presence('phone')} />
      <Select {...inside} {...presence('merged')} />
      {(project?.fields ?? [])
        .filter(({ entity }) => entity === 'contact')
        .map((field) => (
          <OwnField
            key={field.id}
            field={field}
            condition={find(`contact.${field.key}`)}
            onCondition={(condition) => set(`contact.${field.key}`, condition)}
          />
        ))}
    </>
  );
}

/** Choices are picked, texts and days looked for by a part of them. */
function OwnField({
  field,
  condition,
  onCondition,
}: {
  field: FieldView;
  condition: Condition | undefined;
  onCondition: (condition: Omit<Condition, 'field'> | null) => void;
}) {
  const { t } = useTranslation('contacts');
  if (field.type === 'member' || field.type === 'file') return null;
  if (field.type !== 'choice') {
    return (
      <TextInput
        label={field.name}
        placeholder={t('filter.contains')}
        value={String(condition?.value ?? '')}
        maxLength={200}
        onChange={({ currentTarget: { value } }) => onCondition(value ? { op: 'contains', value } : null)}
      />
    );
  }
  const chosen = [condition?.value ?? []].flat().map(String);
  return (
    <MultiSelect
      comboboxProps={{ withinPortal: false }}
      label={field.name}
      placeholder={chosen.length === 0 ? t('filter.any') : ''}
      data={(field.options.choices ?? []).map(({ value }) => value)}
      value={chosen}
      onChange={(value) => onCondition(value.length > 0 ? { op: 'any_of', value } : null)}
    />
  );
}
