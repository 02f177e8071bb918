import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { Permissions } from '../../../../crm-core/members/permissions.ts';
import type { Id } from '../../../../kernel/ids.ts';
import { call, keyOf, useOperation } from '../../../app/api.ts';
import { usePermissions, useProjectId } from '../../../app/session.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { calendarDay } from '../../../ui/moments.ts';
import { toastDone, toastError } from '../../../ui/toast.tsx';
import { Loaded } from '../loaded.tsx';
import { levelKeys, sectionKeys } from '../permission-keys.ts';
import { Group, Section } from '../section.tsx';
import classes from './api-keys-section.module.css';
import { CreateApiKeyDialog } from './create-api-key-dialog.tsx';

interface KeyInForce {
  id: Id<'apiKey'>;
  name: string;
  permissions: Permissions;
  createdAt: string;
}

export function ApiKeysSection() {
  const { t } = useTranslation('settings');
  const projectId = useProjectId();
  const mayEdit = usePermissions().may('settings', 'edit');
  const keys = useOperation(api.projects.listApiKeys, { params: { projectId } });
  const [creating, setCreating] = useState(false);
  const create = mayEdit && (
    <Button leftSection={<IconPlus size={16} stroke={2} />} onClick={() => setCreating(true)}>
      {t('apiKeys.create')}
    </Button>
  );
  return (
    <Section title={t('pages.api-keys')} description={t('apiKeys.description')} action={create}>
      <Loaded query={keys}>
        {(list) => (
          <Group>
            {list.length === 0 && (
              <EmptyState icon={<IconKey size={20} stroke={1.7} />} title={t('apiKeys.empty.title')} action={create}>
                {t('apiKeys.empty.text')}
              </EmptyState>
            )}
            {list.map((one) => (
              <ApiKeyRow key={one.id} projectId={projectId} apiKey={one} disabled={!mayEdit} />
            ))}
          </Group>
        )}
      </Loaded>
      {creating && <CreateApiKeyDialog projectId={projectId} onClose={() => setCreating(false)} />}
    </Section>
  );
}

function ApiKeyRow({ projectId, apiKey, disabled }: { projectId: string; apiKey: KeyInForce; disabled: boolean }) {
  const { t, i18n } = useTranslation('settings');
  const revoke = useRevoke(projectId, apiKey);
  const ask = async () => {
    const sure = await confirm({
      title: t('apiKeys.revokeTitle', { name: apiKey.name }),
      text: t('apiKeys.revokeText'),
      action: t('apiKeys.revoke'),
    });
    if (sure) revoke.mutate();
  };
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <strong>{apiKey.name}</strong>
        <span>
          {t('apiKeys.since', { day: calendarDay(apiKey.createdAt, i18n.language) })} ·{' '}
          <Reach permissions={apiKey.permissions} />
        </span>
      </div>
      {!disabled && (
        <Button variant="subtle" color="red" size="xs" loading={revoke.isPending} onClick={() => void ask()}>
          {t('apiKeys.revoke')}
        </Button>
      )}
    </div>
  );
}

/** What a key may do, in a line. */
function Reach({ permissions }: { permissions: Permissions }) {
  const { t } = useTranslation('settings');
  const level = levelKeys.find((one) => sectionKeys.every((section) => permissions.sections[section] === one));
  if (level === 'edit' && permissions.mayNot.length === 0) return t('apiKeys.reach.all');
  if (level === 'view') return t('apiKeys.reach.view');
  const named = sectionKeys.filter((section) => permissions.sections[section] !== 'none');
  return named.map((section) => t(`permission.section.${section}`)).join(', ') || t('permission.level.none');
}

function useRevoke(projectId: string, apiKey: KeyInForce) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const key = keyOf(api.projects.listApiKeys, { params: { projectId } });
  return useMutation({
    mutationFn: () => call(api.projects.revokeApiKey, { params: { projectId, apiKeyId: apiKey.id } }),
    onSuccess: () => {
      queryClient.setQueryData<KeyInForce[]>(key, (list) => list?.filter(({ id }) => id !== apiKey.id));
      toastDone({ message: t('apiKeys.revoked', { name: apiKey.name }) });
    },
    onError: toastError,
  });
}
