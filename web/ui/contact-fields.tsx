import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../api/contract/contacts.ts';
import { type ContactPatch, useChangeContactTags, useSaveContact } from '../app/save-contact.ts';
import { usePermissions, useProject } from '../app/session.ts';
import { InlineText } from './inline-text.tsx';
import { MemberPicker } from './member-picker.tsx';
import { Property } from './property-section.tsx';
import { saveChoice } from './save-choice.ts';
import { TagsField } from './tags-field.tsx';
import { VariableFields } from './variable-fields.tsx';

interface ContactFieldsProps {
  contact: ContactView;
  /** Where no heading names him. */
  named?: boolean;
}

/** What is known of a contact, each value changed where it stands. */
export function ContactFields({ contact, named = false }: ContactFieldsProps) {
  const { t } = useTranslation('contacts');
  const readOnly = !usePermissions().may('contacts', 'edit');
  const save = useSaveContact(contact);
  const changeTags = useChangeContactTags(contact);

  return (
    <>
      {named && (
        <Property label={t('fields.name')}>
          <ContactName contact={contact} />
        </Property>
      )}
      <TextField contact={contact} field="phone" inputMode="tel" maxLength={40} />
      <TextField contact={contact} field="email" inputMode="email" />
      <Property label={t('fields.responsible')}>
        <Responsible contact={contact} />
      </Property>
      <Property label={t('fields.tags')}>
        <TagsField label={t('fields.tags')} tags={contact.tags} readOnly={readOnly} onChange={changeTags} />
      </Property>
      <VariableFields
        entity="contact"
        variables={contact.variables}
        readOnly={readOnly}
        on={{ contactId: contact.id }}
        onSave={(name, value, over, editable) =>
          save(
            { variables: { [name]: value } },
            { name: `variables.${name}`, over, read: ({ variables }) => editable(variables[name]) },
          )
        }
      />
    </>
  );
}

export function ContactName({ contact, className }: { contact: ContactView; className?: string | undefined }) {
  const { t } = useTranslation('contacts');
  const { may } = usePermissions();
  const save = useSaveContact(contact);
  return (
    <InlineText
      label={t('fields.name')}
      value={contact.name}
      className={className}
      readOnly={!may('contacts', 'edit')}
      onSave={(name, over) => save({ name: name || over }, { name: 'name', over, read: (newest) => newest.name })}
    />
  );
}

interface TextFieldProps {
  contact: ContactView;
  field: 'phone' | 'email';
  inputMode: 'tel' | 'email';
  maxLength?: number;
}

function TextField({ contact, field, ...input }: TextFieldProps): ReactNode {
  const { t } = useTranslation('contacts');
  const { may } = usePermissions();
  const save = useSaveContact(contact);
  const patch = (text: string): ContactPatch => ({ [field]: text || null });
  return (
    <Property label={t(`fields.${field}`)}>
      <InlineText
        {...input}
        label={t(`fields.${field}`)}
        value={contact[field] ?? ''}
        placeholder={t('add')}
        readOnly={!may('contacts', 'edit')}
        onSave={(text, over) => save(patch(text), { name: field, over, read: (newest) => newest[field] ?? '' })}
      />
    </Property>
  );
}

function Responsible({ contact }: { contact: ContactView }) {
  const { t } = useTranslation('contacts');
  const { may } = usePermissions();
  const members = useProject()?.members ?? [];
  const save = useSaveContact(contact);
  const read = ({ responsibleId }: ContactView) => responsibleId ?? '';
  return (
    <MemberPicker
      label={t('fields.responsible')}
      value={contact.responsibleId}
      readOnly={!may('contacts', 'edit')}
      onChange={(responsibleId) =>
        void saveChoice({
          id: `responsible ${contact.id}`,
          chosen: responsibleId ?? '',
          over: read(contact),
          save: (over) => save({ responsibleId }, { name: 'responsibleId', over, read }),
          nameOf: (id) => members.find((member) => member.id === id)?.name ?? '—',
        })
      }
    />
  );
}
