import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../api/contract/deals.ts';
import { useProjectId } from '../../app/session.ts';
import { ContactAccounts } from '../../ui/contact-accounts.tsx';
import { ContactFields } from '../../ui/contact-fields.tsx';
import { Property, Section } from '../../ui/property-section.tsx';
import classes from './contact-section.module.css';

type Contact = NonNullable<DealView['contact']>;

/** The person behind the deal: who he is, how to reach him, in which messengers he writes. */
export function ContactSection({ view, contact }: { view: DealView; contact: Contact }) {
  const { t } = useTranslation('deals');
  return (
    <Section
      title={t('sections.contact')}
      aside={
        <span className={classes.aside}>
          {(contact.blocked || contact.unsubscribed) && (
            <span className={classes.warning}>{t(contact.blocked ? 'contact.blocked' : 'contact.unsubscribed')}</span>
          )}
          <ContactLink contactId={contact.id}>{t('contact.open')}</ContactLink>
        </span>
      }
    >
      <ContactFields contact={contact} named />
      <ContactAccounts identities={view.identities} />
      {view.linkedContacts.length > 0 && (
        <Property label={t('contact.linked')}>
          <span className={classes.linked}>
            {view.linkedContacts.map(({ id, name, phone }) => (
              <span key={id} className={classes.one}>
                <ContactLink contactId={id}>{name}</ContactLink>
                {phone && <span className={classes.quiet}>{phone}</span>}
              </span>
            ))}
          </span>
        </Property>
      )}
    </Section>
  );
}

function ContactLink({ contactId, children }: { contactId: string; children: ReactNode }) {
  const projectId = useProjectId();
  return (
    <Link to="/p/$projectId/contacts/$contactId" params={{ projectId, contactId }} className={classes.link}>
      {children}
    </Link>
  );
}
