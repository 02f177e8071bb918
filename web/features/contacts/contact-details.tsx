import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactPage } from '../../../api/contract/contacts.ts';
import { usePermissions } from '../../app/session.ts';
import { ContactAccounts } from '../../ui/contact-accounts.tsx';
import { ContactFields } from '../../ui/contact-fields.tsx';
import { Section } from '../../ui/property-section.tsx';
import classes from './contact-details.module.css';
import { DealsSection } from './deals-section.tsx';
import { PersonSection } from './person-section.tsx';

/** Everything about a contact but the talk and the history; `papers` are tasks and notes. */
export function ContactDetails({ page, papers }: { page: ContactPage; papers: ReactNode }) {
  const { t } = useTranslation('contacts');
  const { may } = usePermissions();
  const { contact, contacts, identities } = page;
  return (
    <>
      <Section title={t('sections.contact')}>
        <ContactFields contact={contact} />
      </Section>
      <Section title={t('sections.accounts')}>
        {identities.length === 0 && <p className={classes.none}>{t('accounts.none')}</p>}
        <ContactAccounts
          identities={identities}
          note={({ contactId }) => contactId !== contact.id && contacts.find(({ id }) => id === contactId)?.name}
        />
      </Section>
      {may('crm', 'view') && <DealsSection page={page} />}
      <PersonSection page={page} />
      {papers}
    </>
  );
}
