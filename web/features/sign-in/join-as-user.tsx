import { Alert, Button, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { Me } from '../../../api/contract/session.ts';
import { call } from '../../app/api.ts';
import { meQuery } from '../../app/session.ts';
import { explainError } from '../../ui/toast.tsx';
import type { Invitation } from './join-page.tsx';
import { PasswordForm } from './password-form.tsx';
import classes from './sign-in-page.module.css';

interface JoinAsUserProps {
  token: string;
  invitation: Invitation;
  onJoined: (me: Me) => void;
}

/** Who has an account joins as who he is: he signs in if he has not yet, as the one who was invited. */
export function JoinAsUser({ token, invitation, onJoined }: JoinAsUserProps) {
  const { t } = useTranslation('sign-in');
  const queryClient = useQueryClient();
  const me = useQuery(meQuery);
  const join = useMutation({
    mutationFn: () => call(api.invitations.join, { body: { token } }),
    onSuccess: onJoined,
  });
  const signOut = useMutation({
    mutationFn: () => call(api.session.signOut, {}),
    onSettled: () => queryClient.resetQueries({ queryKey: meQuery.queryKey }),
  });
  const signedIn = (user: Me) => {
    queryClient.setQueryData(meQuery.queryKey, user);
    if (user.email === invitation.email) join.mutate();
  };

  if (me.isPending) return null;
  if (!me.data) {
    return (
      <Stack gap="sm">
        <p className={classes.welcome}>
          {t('join.hasAccount')} {t('join.for', { email: invitation.email })}.
        </p>
        <PasswordForm email={invitation.email} onSignedIn={signedIn} />
      </Stack>
    );
  }
  const isInvited = me.data.email === invitation.email;
  return (
    <Stack gap="sm">
      {join.error && (
        <Alert color="red" variant="light" role="alert" p="xs">
          {explainError(join.error)}
        </Alert>
      )}
      <p className={classes.welcome}>{t(isInvited ? 'join.as' : 'join.other', { email: me.data.email })}</p>
      {isInvited ? (
        <Button size="md" fullWidth loading={join.isPending || join.isSuccess} onClick={() => join.mutate()}>
          {t('join.enter')}
        </Button>
      ) : (
        <Button size="md" fullWidth variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {t('join.signOut')}
        </Button>
      )}
    </Stack>
  );
}
