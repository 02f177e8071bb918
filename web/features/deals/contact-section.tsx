import { Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api } from '../../../api/contract/api.ts';
import type { DealView } from '../../../api/contract/deals.ts';
import { call, keyOf } from '../../app/api.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { InlineText, type SaveOutcome } from '../../ui/inline-text.tsx';
import { Property, Section } from '../../ui/property-section.tsx';
import { toastError } from '../../ui/toast.tsx';
import { VariableFields } from '../../ui/variable-fields.tsx';
import classes from './contact-section.module.css';

type Contact = NonNullable<DealView['contact']>;
type ContactPatch = z.input<NonNullable<typeof api.contacts.change.body>>;

/** The person behind the deal: who he is, how to reach him, in which messengers he writes. */
export function ContactSection({ view, contact }: { view: DealView; contact: Contact }) {
  const { t } = useTranslation('deals');
  const { may } = usePermissions();
  const readOnly = !may('contacts', 'edit');
  const save = useSaveContact(contact);

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
      <Property label={t('contact.name')}>
        <InlineText
          label={t('contact.name')}
          value={contact.name}
          readOnly={readOnly}
          onSave={(name, over) => save({ name: name || over })}
        />
      </Property>
      <Property label={t('contact.phone')}>
        <InlineText
          label={t('contact.phone')}
          value={contact.phone ?? ''}
          placeholder={t('add')}
          inputMode="tel"
          maxLength={40}
          readOnly={readOnly}
          onSave={(phone) => save({ phone: phone || null })}
        />
      </Property>
      <Property label={t('contact.email')}>
        <InlineText
          label={t('contact.email')}
          value={contact.email ?? ''}
          placeholder={t('add')}
          inputMode="email"
          readOnly={readOnly}
          onSave={(email) => save({ email: email || null })}
        />
      </Property>
      <VariableFields
        entity="contact"
        variables={contact.variables}
        readOnly={readOnly}
        on={{ contactId: contact.id }}
        onSave={(name, value) => save({ variables: { [name]: value } })}
      />
      {view.identities.map((identity) => (
        <Property key={identity.id} label={identity.channelName}>
          <span className={classes.identity}>
            <ChannelIcon channel={{ kind: identity.channelKind, imitates: identity.imitates }} size={16} />
            <span>{identity.username ? `@${identity.username}` : (identity.phone ?? identity.name)}</span>
            {identity.unreachable && (
              <Tooltip label={identity.unreachable}>
                <span className={classes.warning}>{t('contact.unreachable')}</span>
              </Tooltip>
            )}
          </span>
        </Property>
      ))}
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

function useSaveContact(contact: Contact): (patch: ContactPatch) => Promise<SaveOutcome> {
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  return async (patch) => {
    try {
      await call(api.contacts.change, { params: { projectId, contactId: contact.id }, body: patch });
      await queryClient.invalidateQueries({ queryKey: keyOf(api.deals.get) });
      return { kind: 'saved' };
    } catch (error) {
      toastError(error);
      return { kind: 'failed' };
    }
  };
}
