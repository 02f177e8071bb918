import { Badge, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MemberView, RoleView } from '../../../../api/contract/members.ts';
import { useMembership } from '../../../app/session.ts';
import { MemberAvatar } from '../../../ui/member-avatar.tsx';
import { calendarDay } from '../../../ui/moments.ts';
import { MemberMenu } from './member-menu.tsx';
import classes from './members-section.module.css';
import { roleName } from './role-name.ts';
import { memberCommands, useMemberCommand } from './use-members.ts';

interface MemberRowProps {
  member: MemberView;
  members: MemberView[];
  roles: RoleView[];
  disabled: boolean;
}

/** A seat: who sits there, with which role, and behind the dots what can be done about it. */
export function MemberRow({ member, members, roles, disabled }: MemberRowProps) {
  const { t } = useTranslation('settings');
  const isSelf = useMembership().memberId === member.id;
  const role = roles.find((one) => one.id === member.roleId);
  // The owner, oneself, and whoever may do more stay as they are; the server says the same.
  const fixed = disabled || isSelf || !role?.grantable;
  return (
    <li className={classes.member} data-inactive={member.state === 'deactivated' || undefined}>
      <MemberAvatar name={member.name} size={30} tooltip={false} />
      <div className={classes.words}>
        <span className={classes.name}>
          {member.name}
          {isSelf && <span className={classes.you}>{t('members.you')}</span>}
        </span>
        <span className={classes.email}>{member.email}</span>
      </div>
      <State member={member} />
      {fixed || member.state !== 'active' ? (
        <span className={classes.role}>{role && roleName(role, t)}</span>
      ) : (
        <RoleSelect member={member} roles={roles} />
      )}
      {fixed ? !disabled && <span className={classes.noMenu} /> : <MemberMenu member={member} members={members} />}
    </li>
  );
}

function State({ member: { state, invitedUntil } }: { member: MemberView }) {
  const { t, i18n } = useTranslation('settings');
  if (state === 'active') return null;
  const over = invitedUntil !== null && Date.parse(invitedUntil) < Date.now();
  const text =
    state === 'deactivated'
      ? t('members.inactive')
      : over
        ? t('members.invitationOver')
        : t('members.invited', { day: calendarDay(invitedUntil ?? '', i18n.language) });
  return (
    <Badge
      size="sm"
      variant="light"
      color={state === 'invited' ? (over ? 'red' : 'accent') : 'gray'}
      tt="none"
      fw={500}
    >
      {text}
    </Badge>
  );
}

function RoleSelect({ member, roles }: { member: MemberView; roles: RoleView[] }) {
  const { t } = useTranslation('settings');
  const change = useMemberCommand(memberCommands.change);
  return (
    <Select
      className={classes.select}
      size="xs"
      aria-label={t('members.roleOf', { name: member.name })}
      allowDeselect={false}
      disabled={change.isPending}
      value={change.isPending ? change.variables.roleId : member.roleId}
      onChange={(roleId) => roleId && change.mutate({ memberId: member.id, roleId })}
      data={roles
        .filter((role) => role.grantable)
        .map((role) => ({ value: role.id as string, label: roleName(role, t) }))}
    />
  );
}
