import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { type ContactFilter, contactFilterParam } from '../../../api/contract/contact-filter.ts';
import { useOperation } from '../../app/api.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ContactFilterMenu } from './contact-filter-menu.tsx';
import { ContactSearch } from './contact-search.tsx';
import classes from './contacts-page.module.css';
import { ContactsTable } from './contacts-table.tsx';
import { DuplicatesView } from './duplicates-view.tsx';
import { NewContactDialog } from './new-contact-dialog.tsx';
import { useOpenContact } from './use-open-contact.ts';

/** All customers of the project (PRODUCT S12, D13), or those pairs of them that may be one. */
export function ContactsPage() {
  const { t } = useTranslation('contacts');
  const { may } = usePermissions();
  const { filter, setFilter, view, setView } = useShown();
  const [creating, setCreating] = useState(false);
  const openContact = useOpenContact();

  if (!may('contacts', 'view')) return <EmptyState title={t('noAccess')} />;
  return (
    <div className={classes.screen}>
      <header className={classes.bar}>
        <div className={classes.left}>
          <h1 className={classes.title}>{t('title')}</h1>
          {view === 'list' && <Count filter={filter} />}
        </div>
        <SegmentedControl
          size="xs"
          aria-label={t('view.label')}
          value={view}
          onChange={(next) => setView(next === 'duplicates' ? 'duplicates' : 'list')}
          data={[
            { value: 'list', label: t('view.list') },
            { value: 'duplicates', label: t('view.duplicates') },
          ]}
        />
        {view === 'list' && (
          <search className={classes.search}>
            <ContactFilterMenu filter={filter} onFilter={setFilter} />
            <ContactSearch
              value={filter.search ?? ''}
              onSearch={(search) => setFilter({ ...filter, search: search || undefined })}
            />
          </search>
        )}
        {may('contacts', 'edit') && (
          <Button leftSection={<IconPlus size={16} stroke={1.9} />} onClick={() => setCreating(true)}>
            {t('new.open')}
          </Button>
        )}
      </header>
      {view === 'list' ? (
        <ContactsTable
          filter={filter}
          onOpen={openContact}
          onCreate={may('contacts', 'edit') ? () => setCreating(true) : undefined}
          onReset={() => setFilter({})}
        />
      ) : (
        <DuplicatesView />
      )}
      {creating && <NewContactDialog onClose={() => setCreating(false)} onChosen={openContact} />}
    </div>
  );
}

function Count({ filter }: { filter: ContactFilter }) {
  const { t, i18n } = useTranslation('contacts');
  const query = { filter: JSON.stringify(filter) };
  const { data } = useOperation(api.contacts.count, { params: { projectId: useProjectId() }, query });
  if (!data) return null;
  const number = new Intl.NumberFormat(i18n.language).format(data.count);
  return <span className={classes.count}>{data.more ? t('countMore', { number }) : number}</span>;
}

/** The filter is in the address bar: a link shows the same to a colleague. */
function useShown() {
  const search = useSearch({ from: '/p/$projectId/contacts' });
  const navigate = useNavigate({ from: '/p/$projectId/contacts' });
  const { data: filter = {} } = contactFilterParam.safeParse(search.filter ?? '{}');
  const view: 'list' | 'duplicates' = search.view === 'duplicates' ? 'duplicates' : 'list';
  return {
    filter,
    view,
    setView: (next: 'list' | 'duplicates') =>
      void navigate({ search: ({ view: _, ...old }) => (next === 'list' ? old : { ...old, view: next }) }),
    setFilter: ({ search: words, conditions = [] }: ContactFilter) => {
      const text = JSON.stringify({ ...(words && { search: words }), ...(conditions.length > 0 && { conditions }) });
      void navigate({
        search: ({ filter: _, ...old }) => (text === '{}' ? old : { ...old, filter: text }),
        replace: true,
      });
    },
  };
}
