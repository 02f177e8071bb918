import { ActionIcon, Badge, Button, Menu, UnstyledButton } from '@mantine/core';
import { IconCopy, IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoleView } from '../../../../api/contract/members.ts';
import { useMembership } from '../../../app/session.ts';
import { Group } from '../section.tsx';
import { DeleteRoleDialog } from './delete-role-dialog.tsx';
import { emptyRole, RoleDialog, type RoleDraft, withinOwn } from './role-dialog.tsx';
import { roleName } from './role-name.ts';
import { roleSummary } from './role-summary.ts';
import classes from './roles-group.module.css';

/** Roles in a list; a press opens what one may do (PRODUCT S17: an existing or a new role). */
export function RolesGroup({ roles, disabled }: { roles: RoleView[]; disabled: boolean }) {
  const { t } = useTranslation('settings');
  const own = useMembership().permissions;
  const [edited, setEdited] = useState<RoleDraft>();
  const [deleted, setDeleted] = useState<RoleView>();
  const copy = (role: RoleView) =>
    setEdited({
      name: t('roles.copyName', { name: roleName(role, t) }),
      permissions: withinOwn(role.permissions, own),
      changeable: true,
    });
  const create = !disabled && (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlus size={15} stroke={2} />}
      onClick={() => setEdited({ name: '', permissions: withinOwn(emptyRole, own), changeable: true })}
    >
      {t('roles.create')}
    </Button>
  );
  return (
    <Group title={t('members.roles')} aside={create}>
      {roles.map((role) => {
        const changeable = !disabled && role.kind === 'custom' && role.grantable;
        const open = () =>
          setEdited({ id: role.id, name: roleName(role, t), permissions: role.permissions, changeable });
        return (
          <div key={role.id} className={classes.row}>
            <UnstyledButton className={classes.open} onClick={open}>
              <span className={classes.name}>
                {roleName(role, t)}
                {role.kind !== 'custom' && (
                  <Badge size="sm" variant="default" tt="none" fw={400}>
                    {t('roles.builtIn')}
                  </Badge>
                )}
              </span>
              <span className={classes.summary}>{roleSummary(role.permissions, t)}</span>
            </UnstyledButton>
            <span className={classes.count}>{t('roles.members', { count: role.members })}</span>
            {!disabled && (
              <RoleMenu
                role={role}
                onEdit={changeable ? open : undefined}
                onCopy={() => copy(role)}
                onDelete={changeable ? () => setDeleted(role) : undefined}
              />
            )}
          </div>
        );
      })}
      {edited && <RoleDialog role={edited} onClose={() => setEdited(undefined)} />}
      {deleted && <DeleteRoleDialog role={deleted} roles={roles} onClose={() => setDeleted(undefined)} />}
    </Group>
  );
}

interface RoleMenuProps {
  role: RoleView;
  onEdit: (() => void) | undefined;
  onCopy: () => void;
  onDelete: (() => void) | undefined;
}

function RoleMenu({ role, onEdit, onCopy, onDelete }: RoleMenuProps) {
  const { t } = useTranslation('settings');
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t('roles.more', { name: roleName(role, t) })}>
          <IconDots size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onEdit && (
          <Menu.Item leftSection={<IconPencil size={16} stroke={1.7} />} onClick={onEdit}>
            {t('roles.edit')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCopy size={16} stroke={1.7} />} onClick={onCopy}>
          {t('roles.copy')}
        </Menu.Item>
        {onDelete && (
          <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.7} />} onClick={onDelete}>
            {t('roles.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
