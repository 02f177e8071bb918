import { Alert, Anchor, Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api } from '../../../api/contract/api.ts';
import type { Me } from '../../../api/contract/session.ts';
import { call } from '../../app/api.ts';
import { isApiError } from '../../app/api-error.ts';
import { meQuery } from '../../app/session.ts';
import { explainError } from '../../ui/toast.tsx';
import { Door } from './door.tsx';
import { JoinAsUser } from './join-as-user.tsx';
import { NewUserForm } from './new-user-form.tsx';
import classes from './sign-in-page.module.css';

export type Invitation = z.output<typeof api.invitations.look.response>;

/** Where an invitation's link leads (`/join?token=…`): a new user sets a password, others sign in and join (PRODUCT D30). */
export function JoinPage() {
  const { t } = useTranslation('sign-in');
  const { token = '' } = useSearch({ from: '/join' });
  const invitation = useInvitation(token);
  const enter = useEnterProject();
  const { data } = invitation;
  return (
    <Door title={data ? t('join.title', { project: data.projectName }) : t('join.plain')}>
      {invitation.isPending && (
        <div className={classes.waiting} role="status">
          <Loader size="sm" color="gray" />
          {t('opening')}
        </div>
      )}
      {invitation.error && <Trouble error={invitation.error} onRetry={() => void invitation.refetch()} />}
      {data && (
        <>
          <p className={classes.welcome}>
            {t('join.by', { name: data.invitedBy, role: t(`role.${data.roleKind}`, { defaultValue: data.roleName }) })}
          </p>
          {data.takes === 'password' ? (
            <NewUserForm token={token} invitation={data} onJoined={enter} />
          ) : (
            <JoinAsUser token={token} invitation={data} onJoined={enter} />
          )}
        </>
      )}
    </Door>
  );
}

function useInvitation(token: string) {
  return useQuery({
    queryKey: [api.invitations.look.name, token],
    queryFn: () => call(api.invitations.look, { body: { token } }),
    retry: false,
    // It would be over as soon as it is accepted.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  });
}

/** Into the project that was joined last: its seat is the newest. */
function useEnterProject(): (me: Me) => void {
  const queryClient = useQueryClient();
  const router = useRouter();
  return (me) => {
    const before = queryClient.getQueryData<Me>(meQuery.queryKey)?.memberships.map((one) => one.projectId) ?? [];
    const joined = me.memberships.find((one) => !before.includes(one.projectId)) ?? me.memberships[0];
    queryClient.setQueryData(meQuery.queryKey, me);
    router.history.replace(joined ? `/p/${joined.projectId}` : '/');
  };
}

function Trouble({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation('sign-in');
  const over = isApiError(error, 'not_found') || isApiError(error, 'bad_input');
  return (
    <>
      <Alert color="red" variant="light" role="alert" title={t(over ? 'join.over' : 'join.failed')}>
        {over ? t('join.overText') : explainError(error)}
        {!over && (
          <Button variant="default" size="xs" mt="xs" display="block" onClick={onRetry}>
            {t('link.again')}
          </Button>
        )}
      </Alert>
      <Anchor className={classes.ask} renderRoot={(props) => <Link {...props} to="/sign-in" search={{}} />}>
        {t('join.toSignIn')}
      </Anchor>
    </>
  );
}
