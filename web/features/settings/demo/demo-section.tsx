import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import { call } from '../../../app/api.ts';
import { meQuery, useMembership, usePermissions, useProjectId } from '../../../app/session.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { toastDone, toastError } from '../../../ui/toast.tsx';
import { Group, Section, Setting } from '../section.tsx';

/** The way from looking around to working. */
export function DemoSection() {
  const { t } = useTranslation('settings');
  const mayEdit = usePermissions().may('settings', 'edit');
  const { projectName } = useMembership();
  const remove = useRemoveDemo();
  const ask = async () => {
    const sure = await confirm({
      title: t('demo.sureTitle', { name: projectName }),
      text: t('demo.sureText'),
      action: t('demo.remove'),
    });
    if (sure) remove.mutate();
  };
  return (
    <Section title={t('pages.demo')} description={t('demo.description')}>
      <Group>
        <Setting title={t('demo.title')} description={t('demo.text')}>
          <Button color="red" variant="light" disabled={!mayEdit} loading={remove.isPending} onClick={() => void ask()}>
            {t('demo.remove')}
          </Button>
        </Setting>
      </Group>
    </Section>
  );
}

function useRemoveDemo() {
  const { t } = useTranslation('settings');
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => call(api.projects.removeDemo, { params: { projectId } }),
    onSuccess: async ({ projectId: fresh }) => {
      const me = await call(api.session.me, {});
      // Until the page of the new project is there, the old one must not look like somebody else's.
      queryClient.setQueryData(meQuery.queryKey, (old) => ({
        ...me,
        memberships: [...me.memberships, ...(old?.memberships.filter((one) => one.projectId === projectId) ?? [])],
      }));
      await navigate({ to: '/p/$projectId', params: { projectId: fresh } });
      queryClient.setQueryData(meQuery.queryKey, me);
      toastDone({ message: t('demo.done') });
    },
    onError: toastError,
  });
}
