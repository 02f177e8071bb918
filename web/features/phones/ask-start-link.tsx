import { Button, Group, Stack, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import i18next from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks for the parameter of a `t.me/bot?start=…` link; undefined when the person thinks better of it. */
export function askStartLink(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const id = modals.open({
      title: i18next.t('phones:startByLink'),
      size: 'sm',
      closeButtonProps: { 'aria-label': i18next.t('ui:close') },
      onClose: () => resolve(undefined),
      children: (
        <StartLinkForm
          onPayload={(payload) => {
            resolve(payload);
            modals.close(id);
          }}
        />
      ),
    });
  });
}

function StartLinkForm({ onPayload }: { onPayload: (payload: string) => void }) {
  const { t } = useTranslation('phones');
  const [payload, setPayload] = useState('');
  const usable = /^[\w-]{1,64}$/.test(payload);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (usable) onPayload(payload);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('startLink.label')}
          description={t('startLink.description')}
          error={payload !== '' && !usable && t('startLink.wrong')}
          placeholder="summer_sale"
          value={payload}
          onChange={(event) => setPayload(event.currentTarget.value.trim())}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={!usable}>
            {t('begin')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
