import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { ContactView } from '../../../../api/contract/contacts.ts';
import { useOperation } from '../../../app/api.ts';
import { PersonalDataActions } from '../../../app/personal-data-actions.tsx';
import { usePermissions, useProjectId } from '../../../app/session.ts';
import { Group, Setting } from '../section.tsx';
import classes from './personal-data-group.module.css';

/** For whoever answers a customer's request: the contact is found, then his data are handed over or erased (PRODUCT D31). */
export function PersonalDataGroup() {
  const { t } = useTranslation('exchange');
  const params = { projectId: useProjectId() };
  const { may, restricted } = usePermissions();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 250);
  const [chosen, setChosen] = useState<ContactView>();
  const { data: found = [] } = useOperation(api.contacts.search, { params, query: { search, limit: 20 } });
  // What was chosen stays, whatever is searched for then.
  const offered = chosen ? [chosen, ...found.filter(({ id }) => id !== chosen.id)] : found;
  const mayNothing = restricted('export') && (restricted('delete_contacts') || !may('contacts', 'edit'));
  if (mayNothing) return null;
  return (
    <Group title={t('personal.title')}>
      <Setting title={t('personal.find')} description={t('personal.text')} wide>
        <div className={classes.row}>
          <Select
            aria-label={t('personal.find')}
            className={classes.search}
            placeholder={t('personal.findHint')}
            data={offered.map(({ id, name, phone }) => ({
              value: id,
              label: [name, phone].filter(Boolean).join(' · '),
            }))}
            filter={({ options }) => options}
            searchable
            searchValue={typed}
            onSearchChange={setTyped}
            clearable
            clearButtonProps={{ 'aria-label': t('cancel') }}
            nothingFoundMessage={t('personal.notFound')}
            value={chosen?.id ?? null}
            onChange={(value) => setChosen(offered.find(({ id }) => id === value))}
          />
          {chosen && (
            <PersonalDataActions
              key={chosen.id}
              contactId={chosen.id}
              name={chosen.name}
              linked={found.filter(({ personId }) => personId === chosen.personId).length - 1}
              onErased={() => {
                setChosen(undefined);
                setTyped('');
              }}
            />
          )}
        </div>
      </Setting>
    </Group>
  );
}
