import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { filterText } from '../../../api/contract/deal-filter.ts';
import type { TaskRow } from '../../../api/contract/tasks.ts';
import { useOperation } from '../../app/api.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';

/** What a task is about: a deal, a contact, or nothing. */
export type About = Pick<TaskRow, 'dealId' | 'dealName' | 'contactId' | 'contactName'>;

export const nothing: About = { dealId: null, dealName: null, contactId: null, contactName: null };

interface AboutPickerProps {
  label?: string;
  ariaLabel?: string;
  placeholder: string;
  value: About;
  onChange: (about: About) => void;
}

/** Finds a deal or a contact by what is typed. */
export function AboutPicker({ label, ariaLabel, placeholder, value, onChange }: AboutPickerProps) {
  const { t } = useTranslation('tasks');
  const [text, setText] = useState(nameOf(value));
  const [search] = useDebouncedValue(text.trim(), 200);
  const found = useFound(search === nameOf(value) ? '' : search);
  const options = [...(keyOf(value) === null ? [] : [value]), ...found];
  const groups = [
    { group: t('about.deals'), items: options.filter(({ dealId }) => dealId !== null) },
    { group: t('about.contacts'), items: options.filter(({ dealId }) => dealId === null) },
  ];

  return (
    <Select
      {...(label && { label })}
      {...(ariaLabel && { 'aria-label': ariaLabel })}
      placeholder={placeholder}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('about.clear') }}
      nothingFoundMessage={search === '' ? undefined : t('about.none')}
      value={keyOf(value)}
      searchValue={text}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      data={groups
        .filter(({ items }) => items.length > 0)
        .map(({ group, items }) => ({ group, items: distinct(items) }))}
      onChange={(key) => onChange(options.find((one) => keyOf(one) === key) ?? nothing)}
    />
  );
}

function useFound(search: string): About[] {
  const params = { projectId: useProjectId() };
  const { may } = usePermissions();
  const enabled = search.length > 1;
  const deals = useOperation(
    api.deals.list,
    { params, query: { filter: filterText({ search }), limit: 6 } },
    { enabled: enabled && may('crm', 'view') },
  );
  const contacts = useOperation(
    api.contacts.search,
    { params, query: { search, limit: 6 } },
    { enabled: enabled && may('contacts', 'view') },
  );
  if (!enabled) return [];
  const ofDeals = (deals.data?.rows ?? []).map(({ id, name, contactId, contactName }) => {
    return { dealId: id, dealName: name, contactId, contactName };
  });
  const ofContacts = (contacts.data ?? []).map(({ id, name }) => ({ ...nothing, contactId: id, contactName: name }));
  return [...ofDeals, ...ofContacts];
}

function distinct(items: About[]) {
  const named = new Map(items.map((one) => [keyOf(one) ?? '', optionName(one)]));
  return [...named].map(([value, label]) => ({ value, label }));
}

/** One task page may show two deals of one name. */
function optionName({ dealName, contactName }: About): string {
  return [dealName, contactName].filter(Boolean).join(' · ');
}

export function keyOf({ dealId, contactId }: About): string | null {
  return dealId ?? contactId;
}

function nameOf(about: About): string {
  return keyOf(about) === null ? '' : optionName(about);
}
