import { Modal, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { useOperation } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';
import classes from './new-contact-dialog.module.css';

interface LinkPickerProps {
  /** Those who are the same person already. */
  except: string[];
  onClose: () => void;
  onChosen: (contactId: string) => void;
}

/** Finds the other contact by name, phone or e-mail. */
export function LinkPicker({ except, onClose, onChosen }: LinkPickerProps) {
  const { t } = useTranslation('contacts');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const { data = [] } = useOperation(api.contacts.search, {
    params: { projectId: useProjectId() },
    query: { ...(search && { search }), limit: 12 },
  });
  const found = data.filter(({ id }) => !except.includes(id));
  return (
    <Modal opened onClose={onClose} title={t('link.with')} size="sm" closeButtonProps={{ 'aria-label': t('close') }}>
      <TextInput
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={15} stroke={1.7} />}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
        mb="xs"
      />
      {found.map(({ id, name, phone, email }) => (
        <UnstyledButton key={id} className={classes.one} onClick={() => onChosen(id)}>
          <span>{name}</span>
          <span>{phone ?? email}</span>
        </UnstyledButton>
      ))}
      {found.length === 0 && <p className={classes.hint}>{t('nothing.title')}</p>}
    </Modal>
  );
}
