import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { Me } from '../../../api/contract/session.ts';
import { call } from '../../app/api.ts';
import { explainError } from '../../ui/toast.tsx';
import type { Invitation } from './join-page.tsx';

const shortest = 10;

/** A new user says his name and sets a password. */
export function NewUserForm({
  token,
  invitation,
  onJoined,
}: {
  token: string;
  invitation: Invitation;
  onJoined: (me: Me) => void;
}) {
  const { t } = useTranslation('sign-in');
  const [name, setName] = useState(invitation.name);
  const [password, setPassword] = useState('');
  const accept = useMutation({
    mutationFn: () => call(api.invitations.accept, { body: { token, name: name.trim(), password } }),
    onSuccess: onJoined,
  });
  const ready = name.trim() !== '' && password.length >= shortest;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !accept.isPending) accept.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {accept.error && (
          <Alert color="red" variant="light" role="alert" p="xs">
            {explainError(accept.error)}
          </Alert>
        )}
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          size="md"
          readOnly
          value={invitation.email}
        />
        <TextInput
          label={t('join.name')}
          name="name"
          autoComplete="name"
          size="md"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('join.password')}
          description={t('join.passwordText')}
          name="password"
          autoComplete="new-password"
          size="md"
          maxLength={200}
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
        <Button
          type="submit"
          size="md"
          fullWidth
          mt={6}
          disabled={!ready}
          loading={accept.isPending || accept.isSuccess}
        >
          {t('join.enter')}
        </Button>
      </Stack>
    </form>
  );
}
