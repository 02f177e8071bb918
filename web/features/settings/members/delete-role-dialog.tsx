import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { RoleView } from '../../../../api/contract/members.ts';
import { call } from '../../../app/api.ts';
import { toastDone } from '../../../ui/toast.tsx';
import classes from './link-dialog.module.css';
import { roleName } from './role-name.ts';
import { useMemberCommand } from './use-members.ts';

/** A role that members have goes only with another one for them (PRODUCT D30). */
export function DeleteRoleDialog({ role, roles, onClose }: { role: RoleView; roles: RoleView[]; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const others = roles.filter((one) => one.grantable && one.id !== role.id);
  const modest = others.find(({ kind }) => kind === 'operator') ?? others.at(-1);
  const [targetRoleId, setTarget] = useState<string | undefined>(modest?.id);
  const used = role.members > 0;
  const remove = useMemberCommand(
    (projectId, query: { targetRoleId?: string }) =>
      call(api.roles.remove, { params: { projectId, roleId: role.id }, query }),
    () => {
      toastDone({ message: t('roles.deleted', { name: role.name }) });
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size="sm"
      title={t('roles.deleteTitle', { name: role.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <p className={classes.text}>{used ? t('roles.used', { count: role.members }) : t('roles.unused')}</p>
        {used && (
          <Select
            label={t('roles.target')}
            allowDeselect={false}
            value={targetRoleId ?? null}
            onChange={(id) => id && setTarget(id)}
            data={others.map((one) => ({ value: one.id as string, label: roleName(one, t) }))}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            color="red"
            disabled={used && !targetRoleId}
            loading={remove.isPending}
            onClick={() => remove.mutate(used && targetRoleId ? { targetRoleId } : {})}
          >
            {t('roles.delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
