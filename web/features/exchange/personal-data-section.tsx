import { Alert, Button, Checkbox, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { addressOf, call } from '../../app/api.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';
import { explainError, toastDone } from '../../ui/toast.tsx';
import classes from './personal-data-section.module.css';

interface PersonalDataSectionProps {
  contactId: string;
  name: string;
  /** Other contacts of the same person. */
  linked: number;
  /** It is gone: the page has nothing to show any more. */
  onErased: () => void;
}

/** What the law lets a customer ask for: his data as a file, or none of it left (PRODUCT D31). */
export function PersonalDataSection(props: PersonalDataSectionProps) {
  const { t } = useTranslation('exchange');
  const { may, restricted } = usePermissions();
  const [erasing, setErasing] = useState(false);
  const params = { projectId: useProjectId(), contactId: props.contactId };
  const mayErase = may('contacts', 'edit') && !restricted('delete_contacts');
  if (restricted('export') && !mayErase) return null;
  return (
    <section className={classes.section} aria-label={t('personal.title')}>
      <h2 className={classes.title}>{t('personal.title')}</h2>
      <p className={classes.text}>{t('personal.text')}</p>
      <div className={classes.actions}>
        {!restricted('export') && (
          <Button
            component="a"
            href={addressOf(api.personalData.get.path, { params })}
            download
            size="xs"
            variant="default"
            leftSection={<IconDownload size={15} stroke={1.7} />}
          >
            {t('personal.download')}
          </Button>
        )}
        {mayErase && (
          <Button
            size="xs"
            color="red"
            variant="subtle"
            leftSection={<IconTrash size={15} stroke={1.7} />}
            onClick={() => setErasing(true)}
          >
            {t('personal.erase')}
          </Button>
        )}
      </div>
      {erasing && <EraseDialog {...props} onClose={() => setErasing(false)} />}
    </section>
  );
}

function EraseDialog({
  contactId,
  name,
  linked,
  onErased,
  onClose,
}: PersonalDataSectionProps & { onClose: () => void }) {
  const { t } = useTranslation(['exchange', 'ui']);
  const params = { projectId: useProjectId(), contactId };
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState('');
  const [wholePerson, setWholePerson] = useState(linked > 0);
  const erase = useMutation({
    mutationFn: () => call(api.personalData.erase, { params, body: { name: typed, wholePerson } }),
    onSuccess: (answer) => {
      if (answer.kind === 'refused') return;
      onClose();
      void queryClient.invalidateQueries();
      toastDone({ message: t('personal.done') });
      onErased();
    },
  });
  const same = typed.trim().toLowerCase() === name.trim().toLowerCase();
  const refused = erase.data?.kind === 'refused' ? erase.data : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (same) erase.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('personal.eraseTitle')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('personal.eraseText')}
          </Text>
          {linked > 0 && (
            <Checkbox
              label={t('personal.whole')}
              checked={wholePerson}
              onChange={(event) => setWholePerson(event.currentTarget.checked)}
            />
          )}
          <TextInput
            label={t('personal.type', { name })}
            aria-label={t('personal.name')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          {(refused || erase.error) && (
            <Alert color="red">
              {refused
                ? t(`personal.refused.${refused.why}`, { defaultValue: refused.message })
                : explainError(erase.error)}
            </Alert>
          )}
          <Button type="submit" color="red" disabled={!same} loading={erase.isPending}>
            {t('personal.confirm')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
