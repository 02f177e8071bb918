import { Button, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactPage } from '../../api/contract/contacts.ts';
import { ContactDetails } from '../features/contacts/contact-details.tsx';
import { ContactHeader } from '../features/contacts/contact-header.tsx';
import { useContact } from '../features/contacts/use-contact.ts';
import { Conversation } from '../features/deals/conversation.tsx';
import { NotesSection } from '../features/deals/notes-section.tsx';
import { TasksSection } from '../features/deals/tasks-section.tsx';
import { Timeline } from '../features/deals/timeline.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FileList } from '../ui/file-list.tsx';
import tabs from '../ui/page-tabs.module.css';
import { Section } from '../ui/property-section.tsx';
import { explainError } from '../ui/toast.tsx';
import { isApiError } from './api-error.ts';
import classes from './contact-screen.module.css';
import { LoadingScreen } from './loading-screen.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { PersonalDataActions } from './personal-data-actions.tsx';
import { usePermissions, useProjectId } from './session.ts';

/** A customer: what is known of him, and beside it the talk and the history. */
export function ContactScreen() {
  const { t } = useTranslation('contacts');
  const { contactId } = useParams({ from: '/p/$projectId/contacts/$contactId' });
  const { may } = usePermissions();
  const { data: page, error, refetch } = useContact(contactId);

  if (!may('contacts', 'view')) return <EmptyState title={t('noAccess')} />;
  if (page) return <Loaded key={contactId} page={page} />;
  if (!error) return <LoadingScreen />;
  if (isApiError(error, 'not_found')) return <NotFoundScreen />;
  return (
    <EmptyState title={t('failed')} action={<Button onClick={() => void refetch()}>{t('retry')}</Button>}>
      {explainError(error)}
    </EmptyState>
  );
}

type Tab = 'details' | 'conversation' | 'timeline';

function Loaded({ page }: { page: ContactPage }) {
  const { t } = useTranslation('contacts');
  const { may, restricted } = usePermissions();
  const mayHandle = !restricted('export') || (may('contacts', 'edit') && !restricted('delete_contacts'));
  const narrow = useMediaQuery('(max-width: 900px)', undefined, { getInitialValueInEffect: false }) === true;
  const [tab, setTab] = useState<Tab>(narrow ? 'details' : 'conversation');
  const shown: Tab = tab === 'details' && !narrow ? 'conversation' : tab;
  const about = { contactId: page.contact.id };
  const projectId = useProjectId();
  const navigate = useNavigate();
  const details = (
    <ContactDetails
      page={page}
      papers={
        <>
          <TasksSection
            tasks={page.tasks}
            about={{ dealId: null, dealName: null, contactId: page.contact.id, contactName: page.contact.name }}
          />
          <Section title={t('sections.files')}>
            <FileList on={about} readOnly={!may('contacts', 'edit')} />
          </Section>
          <NotesSection notes={page.notes} about={about} />
          {mayHandle && (
            <Section title={t('sections.personalData')}>
              <PersonalDataActions
                contactId={page.contact.id}
                name={page.contact.name}
                linked={page.contacts.length - 1}
                onErased={() => void navigate({ to: '/p/$projectId/contacts', params: { projectId } })}
              />
            </Section>
          )}
        </>
      }
    />
  );

  return (
    <div className={classes.screen}>
      <ContactHeader page={page} />
      <div className={classes.columns}>
        {!narrow && <div className={classes.details}>{details}</div>}
        <Tabs
          value={shown}
          onChange={(next) => setTab((next ?? 'conversation') as Tab)} // the tabs below are the only values
          classNames={{
            root: classes.tabs ?? '',
            list: tabs.list ?? '',
            tab: tabs.tab ?? '',
            panel: classes.panel ?? '',
          }}
          keepMounted={false}
        >
          <Tabs.List>
            {narrow && <Tabs.Tab value="details">{t('tabs.details')}</Tabs.Tab>}
            <Tabs.Tab value="conversation">{t('tabs.conversation')}</Tabs.Tab>
            <Tabs.Tab value="timeline">{t('tabs.timeline')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="details">
            <div className={classes.scroll}>{details}</div>
          </Tabs.Panel>
          <Tabs.Panel value="conversation">
            {may('inbox', 'view') ? (
              <Conversation conversations={page.conversations} />
            ) : (
              <EmptyState title={t('noConversations')} />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="timeline">
            <Timeline about={about} />
          </Tabs.Panel>
        </Tabs>
      </div>
    </div>
  );
}
