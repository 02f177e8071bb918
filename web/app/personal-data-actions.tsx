import { Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import { explainError, toastDone } from '../ui/toast.tsx';
import { addressOf, call } from './api.ts';
import { usePermissions, useProjectId } from './session.ts';

interface PersonalDataProps {
  contactId: string;
  name: string;
  /** Other contacts of the same person. */
  linked: number;
  /** It is gone: the page has nothing to show any more. */
  onErased: () => void;
}

/** What the law lets a customer ask for: his data as a file, or none of it left (PRODUCT D31). */
export function PersonalDataActions(props: PersonalDataProps) {
  const { t } = useTranslation('exchange');
  const { may, restricted } = usePermissions();
  const [erasing, setErasing] = useState(false);
  const params = { projectId: useProjectId(), contactId: props.contactId };
  return (
    <Group gap={8}>
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
      {may('contacts', 'edit') && !restricted('delete_contacts') && (
        <Button
          size="xs"
          color="red"
          variant="light"
          leftSection={<IconTrash size={15} stroke={1.7} />}
          onClick={() => setErasing(true)}
        >
          {t('personal.erase')}
        </Button>
      )}
      {erasing && <EraseDialog {...props} onClose={() => setErasing(false)} />}
    </Group>
  );
}

function EraseDialog({ contactId, name, linked, onErased, onClose }: PersonalDataProps & { onClose: () => void }) {
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
