import { Anchor, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import { call, keyOf } from '../../../app/api.ts';
import { isApiError } from '../../../app/api-error.ts';
import { explainError, toastDone } from '../../../ui/toast.tsx';

/** From "no bot" to "connected" without leaving the dialog. */
export function ConnectTelegramDialog({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const [token, setToken] = useState('');
  const connect = useConnect(projectId, onClose);
  const wellFormed = /^\d+:[\w-]{3,}$/.test(token);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wellFormed && !connect.isPending) connect.mutate(token);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('channels.telegram.title')}
      size="md"
      closeOnClickOutside={token === ''}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <List type="ordered" size="sm" spacing={6}>
            {(['open', 'create', 'copy'] as const).map((step) => (
              <List.Item key={step}>
                <Trans
                  t={t}
                  i18nKey={`channels.telegram.steps.${step}`}
                  components={{
                    bot: (
                      <Anchor href="https://t.me/BotFather" target="_blank" rel="noopener noreferrer" fz="inherit">
                        {null}
                      </Anchor>
                    ),
                    code: <code />,
                  }}
                />
              </List.Item>
            ))}
          </List>
          <TextInput
            label={t('channels.telegram.token')}
            placeholder="123456789:AAE…"
            value={token}
            onChange={(event) => {
              connect.reset();
              setToken(event.currentTarget.value.trim());
            }}
            error={
              problem(connect.error, connect.data, t) ??
              (token.length > 12 && !wellFormed && t('channels.telegram.shape'))
            }
            autoComplete="off"
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            data-autofocus
          />
          <Text size="xs" c="dimmed">
            {t('channels.telegram.safe')}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={!wellFormed} loading={connect.isPending}>
              {t('channels.telegram.connect')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type Answer = Awaited<ReturnType<typeof ask>>;

function ask(projectId: string, token: string) {
  return call(api.channels.connectTelegram, { params: { projectId }, body: { token } });
}

function useConnect(projectId: string, onConnected: () => void) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => ask(projectId, token),
    onSuccess: (answer) => {
      if (answer.kind !== 'ok') return;
      void queryClient.invalidateQueries({ queryKey: keyOf(api.channels.list) });
      toastDone({ message: t('channels.telegram.done', { name: answer.channel.name }) });
      onConnected();
    },
  });
}

function problem(error: Error | null, answer: Answer | undefined, t: TFunction<'settings'>): string | undefined {
  if (answer?.kind === 'refused') {
    return t(`channels.telegram.refused.${answer.why}`, { message: answer.message, defaultValue: answer.message });
  }
  if (!error) return undefined;
  return isApiError(error, 'channel_failed') ? t('channels.telegram.unreachable') : explainError(error);
}
