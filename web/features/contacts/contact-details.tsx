import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactPage } from '../../../api/contract/contacts.ts';
import { usePermissions } from '../../app/session.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { InlineText } from '../../ui/inline-text.tsx';
import { MemberPicker } from '../../ui/member-picker.tsx';
import { Property, Section } from '../../ui/property-section.tsx';
import { TagsField } from '../../ui/tags-field.tsx';
import { VariableFields } from '../../ui/variable-fields.tsx';
import classes from './contact-details.module.css';
import { DealsSection } from './deals-section.tsx';
import { PersonSection } from './person-section.tsx';
import { useSaveContact } from './use-contact.ts';

/** Everything about a contact but the talk and the history; `papers` are tasks and notes. */
export function ContactDetails({ page, papers }: { page: ContactPage; papers: ReactNode }) {
  const { t } = useTranslation('contacts');
  const { may } = usePermissions();
  const readOnly = !may('contacts', 'edit');
  const { contact } = page;
  const save = useSaveContact(contact.id);
  return (
    <>
      <Section title={t('sections.contact')}>
        <Property label={t('fields.phone')}>
          <InlineText
            label={t('fields.phone')}
            value={contact.phone ?? ''}
            placeholder={t('add')}
            inputMode="tel"
            maxLength={40}
            readOnly={readOnly}
            onSave={(phone) => save({ phone: phone || null })}
          />
        </Property>
        <Property label={t('fields.email')}>
          <InlineText
            label={t('fields.email')}
            value={contact.email ?? ''}
            placeholder={t('add')}
            inputMode="email"
            readOnly={readOnly}
            onSave={(email) => save({ email: email || null })}
          />
        </Property>
        <Property label={t('fields.responsible')}>
          <MemberPicker
            label={t('fields.responsible')}
            value={contact.responsibleId}
            readOnly={readOnly}
            onChange={(responsibleId) => void save({ responsibleId })}
          />
        </Property>
        <Property label={t('fields.tags')}>
          <TagsField
            label={t('fields.tags')}
            tags={contact.tags}
            readOnly={readOnly}
            onChange={(tags) => void save({ tags })}
          />
        </Property>
        <VariableFields
          entity="contact"
          variables={contact.variables}
          readOnly={readOnly}
          on={{ contactId: contact.id }}
          onSave={(name, value) => save({ variables: { [name]: value } })}
        />
      </Section>
      <Accounts page={page} />
      {may('crm', 'view') && <DealsSection page={page} />}
      <PersonSection page={page} />
      {papers}
    </>
  );
}

/** Where he can be written to; a contact without an account can be called. */
function Accounts({ page }: { page: ContactPage }) {
  const { t } = useTranslation('contacts');
  return (
    <Section title={t('sections.accounts')}>
      {page.identities.length === 0 && <p className={classes.none}>{t('accounts.none')}</p>}
      {page.identities.map((identity) => (
        <Property key={identity.id} label={identity.channelName}>
          <span className={classes.identity}>
            <ChannelIcon channel={{ kind: identity.channelKind, imitates: identity.imitates }} size={16} />
            <span>{identity.username ? `@${identity.username}` : (identity.phone ?? identity.name)}</span>
            {identity.contactId !== page.contact.id && (
              <span className={classes.quiet}>
                {page.contacts.find(({ id }) => id === identity.contactId)?.name ?? ''}
              </span>
            )}
            {identity.unreachable && (
              <Tooltip label={identity.unreachable}>
                <span className={classes.warning}>{t('accounts.unreachable')}</span>
              </Tooltip>
            )}
          </span>
        </Property>
      ))}
    </Section>
  );
}
