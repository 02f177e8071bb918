import { Alert, Anchor, Button, Loader } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { Me } from '../../../api/contract/session.ts';
import { call } from '../../app/api.ts';
import { isApiError } from '../../app/api-error.ts';
import { meQuery } from '../../app/session.ts';
import { explainError } from '../../ui/toast.tsx';
import { Door } from './door.tsx';
import { nextPage } from './next-page.ts';
import { PasswordForm } from './password-form.tsx';
import classes from './sign-in-page.module.css';

/** The door: e-mail and password, or a one-time link (`/sign-in?token=…`). */
export function SignInPage() {
  const { t } = useTranslation('sign-in');
  const link = useLink();
  const [helping, setHelping] = useState(false);

  return (
    <Door title={t('title')}>
      {link.isPending ? (
        <div className={classes.waiting} role="status">
          <Loader size="sm" color="gray" />
          {t('opening')}
        </div>
      ) : (
        <>
          {link.error && <LinkProblem error={link.error} onRetry={link.retry} />}
          <PasswordForm onSignedIn={link.enter} />
          <Anchor component="button" type="button" className={classes.ask} onClick={() => setHelping(!helping)}>
            {t('help.question')}
          </Anchor>
          {helping && (
            <div className={classes.help}>
              <p>{t('help.member')}</p>
              <p>{t('help.owner')}</p>
            </div>
          )}
        </>
      )}
    </Door>
  );
}

/** Redeems the link's token once, and takes it off the address bar before anything else can see it. */
function useLink() {
  const { token, next } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const enter = useEnter(next);
  const tried = useRef(false);
  const redeem = useMutation({
    mutationFn: (given: string) => call(api.session.redeemLink, { body: { token: given } }),
    onSuccess: enter,
  });
  const { mutate } = redeem;

  useEffect(() => {
    if (!token) return;
    void navigate({ to: '/sign-in', search: next ? { next } : {}, replace: true });
    if (tried.current) return;
    tried.current = true;
    mutate(token);
  }, [token, next, navigate, mutate]);

  useAlreadyInside(!token && !tried.current, enter);
  const { variables } = redeem;
  return {
    isPending: redeem.isPending || redeem.isSuccess || token !== undefined,
    error: redeem.error,
    retry: () => variables && mutate(variables),
    enter,
  };
}

/** Whoever is signed in does not knock. */
function useAlreadyInside(look: boolean, enter: (me: Me) => void): void {
  const { data } = useQuery({ ...meQuery, enabled: look });
  const entered = useRef(false);
  useEffect(() => {
    if (!look || !data || entered.current) return;
    entered.current = true;
    enter(data);
  }, [look, data, enter]);
}

function useEnter(next: string | undefined): (me: Me) => void {
  const queryClient = useQueryClient();
  const router = useRouter();
  return (me) => {
    queryClient.setQueryData(meQuery.queryKey, me);
    router.history.replace(nextPage(next));
  };
}

/** A link that was opened before is of no more use; one that the server did not hear of is tried again. */
function LinkProblem({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation('sign-in');
  const spent = (['unauthenticated', 'not_found', 'bad_input', 'refused'] as const).some((code) =>
    isApiError(error, code),
  );
  return (
    <Alert
      className={classes.alert}
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle size={18} stroke={1.8} />}
      title={t(spent ? 'link.spent' : 'link.failed')}
    >
      {spent ? t('link.text') : explainError(error)}
      {!spent && (
        <Button variant="default" size="xs" mt="xs" display="block" onClick={onRetry}>
          {t('link.again')}
        </Button>
      )}
    </Alert>
  );
}
