import { Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import type { ContactFilter } from '../../api/contract/contact-filter.ts';
import { type ContactColumn, useContactColumns, usualContactColumns } from '../features/contacts/contact-columns.tsx';
import { ContactFilterMenu } from '../features/contacts/contact-filter-menu.tsx';
import { ContactSearch } from '../features/contacts/contact-search.tsx';
import { ContactsTable } from '../features/contacts/contacts-table.tsx';
import { DuplicatesView } from '../features/contacts/duplicates-view.tsx';
import { NewContactDialog } from '../features/contacts/new-contact-dialog.tsx';
import { useOpenContact } from '../features/contacts/use-open-contact.ts';
import { ContactsExportButton } from '../features/exchange/contacts-export-button.tsx';
import { useSavedViews } from '../features/filter/use-saved-views.ts';
import { ViewsMenu } from '../features/filter/views-menu.tsx';
import { DisplayMenu } from '../ui/columns/display-menu.tsx';
import { useTableView } from '../ui/columns/use-table-view.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useOperation } from './api.ts';
import classes from './contacts-screen.module.css';
import { showContactView, useContactsSearch } from './contacts-search.ts';
import { useMembership, usePermissions, useProject, useProjectId } from './session.ts';

/** All customers of the project (PRODUCT S12, D13), or those pairs of them that may be one. */
export function ContactsScreen() {
  const { t } = useTranslation('contacts');
  const { may } = usePermissions();
  if (!may('contacts', 'view')) return <EmptyState title={t('noAccess')} />;
  return <Contacts />;
}

function Contacts() {
  const { t } = useTranslation('contacts');
  const { may } = usePermissions();
  const mayEdit = may('contacts', 'edit');
  const columns = useContactColumns(useProject()?.fields ?? []);
  const groups = useGroups(columns);
  const { address, table, views } = useShown();
  const { filter, setFilter, view, setView } = address;
  const narrow = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false }) === true;
  const [creating, setCreating] = useState(false);
  const openContact = useOpenContact();

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
          <>
            <search className={classes.search}>
              <ContactFilterMenu filter={filter} onFilter={setFilter} />
              <ContactSearch
                value={filter.search ?? ''}
                onSearch={(search) => setFilter({ ...filter, search: search || undefined })}
              />
            </search>
            <div className={classes.tools}>
              <DisplayMenu columns={columns} groups={groups} view={table} narrow={narrow} />
              <ContactsExportButton filter={filter} shown={['name', ...table.layout.shown]} />
              <ViewsMenu views={views} mayShare={mayEdit} />
            </div>
          </>
        )}
        {mayEdit && (
          <Button
            className={classes.create}
            leftSection={<IconPlus size={16} stroke={1.9} />}
            onClick={() => setCreating(true)}
          >
            {t('new.open')}
          </Button>
        )}
      </header>
      {view === 'list' ? (
        <ContactsTable
          filter={filter}
          columns={columns}
          view={table}
          narrow={narrow}
          onOpen={openContact}
          onCreate={mayEdit ? () => setCreating(true) : undefined}
          onReset={() => setFilter({})}
        />
      ) : (
        <DuplicatesView />
      )}
      {creating && <NewContactDialog onClose={() => setCreating(false)} onChosen={openContact} />}
    </div>
  );
}

function useGroups(columns: readonly ContactColumn[]) {
  const { t } = useTranslation('fields');
  return [...new Set(columns.map(({ group }) => group))].map((key) => ({ key, name: t(`group.${key}`) }));
}

/** Filter, columns, order and the saved views: all that decides which contacts are shown and how. */
function useShown() {
  const { memberId } = useMembership();
  const address = useContactsSearch();
  const { filter, sort, saved, setSort, go } = address;
  const table = useTableView({
    storageKey: `voronka.columns.${memberId}.contacts`,
    usual: usualContactColumns,
    sort,
    setSort,
  });
  const { layout, setLayout } = table;
  const views = useSavedViews({
    entity: 'contact',
    pipelineId: null,
    activeId: saved,
    shown: { kind: 'list', filter, sort, columns: layout.shown },
    onApply: (view) => {
      if (view?.columns.length) setLayout({ ...layout, shown: view.columns });
      go(() => (view ? { ...showContactView(view) } : {}));
    },
  });
  useUsualView(address, views);
  return { address, table, views };
}

/** Who comes without asking for anything sees the view that opens by default. */
function useUsualView(
  { filter, sort, saved, view }: ReturnType<typeof useContactsSearch>,
  { all, defaultId, apply }: ReturnType<typeof useSavedViews>,
): void {
  const asked = useRef(saved !== undefined || sort !== undefined || view !== 'list' || Object.keys(filter).length > 0);
  const usual = all.find(({ id }) => id === defaultId);
  useEffect(() => {
    if (asked.current || !usual) return;
    asked.current = true;
    apply(usual);
  }, [usual, apply]);
}

function Count({ filter }: { filter: ContactFilter }) {
  const { t, i18n } = useTranslation('contacts');
  const query = { filter: JSON.stringify(filter) };
  const { data } = useOperation(api.contacts.count, { params: { projectId: useProjectId() }, query });
  if (!data) return null;
  const number = new Intl.NumberFormat(i18n.language).format(data.count);
  return (
    <span className={classes.count} data-testid="count">
      {data.more ? t('countMore', { number }) : number}
    </span>
  );
}
