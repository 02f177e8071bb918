import { Alert, Button, PasswordInput, Group as Row, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import { call } from '../../../app/api.ts';
import { meQuery, useMe } from '../../../app/session.ts';
import { explainError } from '../../../ui/toast.tsx';
import { SaveNote } from '../save-note.tsx';
import { Group, Section, Setting } from '../section.tsx';
import classes from './profile-section.module.css';

const shortest = 10;

/** The member's own name and password: who came by a link sets a password here. */
export function ProfileSection() {
  const { t } = useTranslation('settings');
  const me = useMe();
  return (
    <Section title={t('pages.profile')} description={me.email}>
      <Group>
        <NameSetting key={me.name} name={me.name} />
        <PasswordSetting hasPassword={me.hasPassword} />
      </Group>
    </Section>
  );
}

function NameSetting({ name }: { name: string }) {
  const { t } = useTranslation('settings');
  const [text, setText] = useState(name);
  const saving = useChangeProfile();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && text.trim() !== name) saving.mutate({ name: text.trim() });
  };
  return (
    <Setting title={t('profile.name')} description={t('profile.nameText')} htmlFor="own-name">
      <form className={classes.form} onSubmit={submit}>
        <Row gap="xs" wrap="nowrap">
          <TextInput
            id="own-name"
            className={classes.field}
            value={text}
            autoComplete="name"
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={200}
          />
          <Button
            type="submit"
            variant="default"
            disabled={text.trim() === '' || text.trim() === name}
            loading={saving.isPending}
          >
            {t('save')}
          </Button>
        </Row>
        {saving.isError && <SaveNote saving={saving} />}
      </form>
    </Setting>
  );
}

function PasswordSetting({ hasPassword }: { hasPassword: boolean }) {
  const { t } = useTranslation('settings');
  const [password, setPassword] = useState('');
  const saving = useChangeProfile();
  const tooShort = password !== '' && password.length < shortest;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password.length < shortest) return;
    saving.mutate({ password }, { onSuccess: () => setPassword('') });
  };
  return (
    <Setting
      title={t('profile.password')}
      description={t(hasPassword ? 'profile.passwordText' : 'profile.noPassword')}
      htmlFor="own-password"
    >
      <form className={classes.form} onSubmit={submit}>
        <Stack gap={6}>
          <Row gap="xs" wrap="nowrap" align="flex-start">
            <PasswordInput
              id="own-password"
              className={classes.field}
              value={password}
              autoComplete="new-password"
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={tooShort && t('profile.short', { count: shortest })}
              visibilityToggleButtonProps={{ 'aria-label': t('profile.show') }}
              maxLength={200}
            />
            <Button type="submit" variant="default" disabled={password.length < shortest} loading={saving.isPending}>
              {t(hasPassword ? 'profile.change' : 'profile.set')}
            </Button>
          </Row>
          {saving.isError && (
            <Alert color="red" variant="light" p="xs" role="alert">
              {explainError(saving.error)}
            </Alert>
          )}
          {saving.isSuccess && <SaveNote saving={saving} />}
        </Stack>
      </form>
    </Setting>
  );
}

function useChangeProfile() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: { name?: string; password?: string }) => call(api.session.changeProfile, { body: change }),
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  });
}
