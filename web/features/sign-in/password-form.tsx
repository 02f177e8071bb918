import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { Me } from '../../../api/contract/session.ts';
import { call } from '../../app/api.ts';
import { isApiError } from '../../app/api-error.ts';
import { explainError } from '../../ui/toast.tsx';

export function PasswordForm({ email: known = '', onSignedIn }: { email?: string; onSignedIn: (me: Me) => void }) {
  const { t } = useTranslation('sign-in');
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => call(api.session.signIn, { body: { email: email.trim(), password } }),
    onSuccess: onSignedIn,
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!signIn.isPending) signIn.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {signIn.error && (
          <Alert color="red" variant="light" role="alert" p="xs">
            {problem(signIn.error, t('wrong'))}
          </Alert>
        )}
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          size="md"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('password')}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
        <Button type="submit" size="md" fullWidth mt={6} loading={signIn.isPending || signIn.isSuccess}>
          {t('enter')}
        </Button>
      </Stack>
    </form>
  );
}

function problem(error: Error, wrong: string): string {
  const refused =
    isApiError(error, 'unauthenticated') || isApiError(error, 'bad_input') || isApiError(error, 'forbidden');
  return refused ? wrong : explainError(error);
}
