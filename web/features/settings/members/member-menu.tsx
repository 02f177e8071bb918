import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowsRightLeft,
  IconDots,
  IconKey,
  IconLink,
  IconUserCheck,
  IconUserOff,
  IconUserX,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberLink, MemberView } from '../../../../api/contract/members.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { toastDone } from '../../../ui/toast.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { memberCommands, useMemberCommand } from './use-members.ts';

/** What can be done about a seat, by how it stands. */
export function MemberMenu({ member, members }: { member: MemberView; members: MemberView[] }) {
  const { t } = useTranslation('settings');
  const [shown, setShown] = useState<{ kind: 'invitation' | 'signIn'; link: MemberLink }>();
  const [leaving, setLeaving] = useState<'deactivate' | 'hand_over'>();
  const { name, id, state } = member;
  const told = (key: string) => () => toastDone({ message: t(key, { name }) });
  const renew = useMemberCommand(memberCommands.renew, ({ link }) => setShown({ kind: 'invitation', link }));
  const signIn = useMemberCommand(memberCommands.signInLink, ({ link }) => setShown({ kind: 'signIn', link }));
  const revoke = useMemberCommand(memberCommands.revoke, told('members.revoked'));
  const reactivate = useMemberCommand(memberCommands.reactivate, told('members.reactivated'));
  const askRevoke = async () => {
    const sure = await confirm({
      title: t('members.revokeTitle', { name }),
      text: t('members.revokeText'),
      action: t('members.revoke'),
    });
    if (sure) revoke.mutate(id);
  };

  return (
    <>
      <Menu position="bottom-end" width={270}>
        <Menu.Target>
          <ActionIcon aria-label={t('members.more', { name })}>
            <IconDots size={18} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {state === 'invited' && (
            <>
              <Item icon={<IconLink size={16} stroke={1.7} />} onClick={() => renew.mutate(id)}>
                {t('members.renew')}
              </Item>
              <Item danger icon={<IconUserX size={16} stroke={1.7} />} onClick={() => void askRevoke()}>
                {t('members.revoke')}
              </Item>
            </>
          )}
          {state === 'active' && (
            <Item icon={<IconKey size={16} stroke={1.7} />} onClick={() => signIn.mutate(id)}>
              {t('members.signInLink')}
            </Item>
          )}
          {state === 'deactivated' && (
            <Item icon={<IconUserCheck size={16} stroke={1.7} />} onClick={() => reactivate.mutate(id)}>
              {t('members.reactivate')}
            </Item>
          )}
          {state !== 'invited' && (
            <Item icon={<IconArrowsRightLeft size={16} stroke={1.7} />} onClick={() => setLeaving('hand_over')}>
              {t('members.handOver')}
            </Item>
          )}
          {state === 'active' && (
            <Item danger icon={<IconUserOff size={16} stroke={1.7} />} onClick={() => setLeaving('deactivate')}>
              {t('members.deactivate')}
            </Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {shown && <LinkDialog {...shown} name={name} onClose={() => setShown(undefined)} />}
      {leaving && (
        <HandOverDialog
          member={member}
          members={members}
          alsoDeactivate={leaving === 'deactivate'}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

function Item({
  icon,
  danger = false,
  onClick,
  children,
}: {
  icon: ReactNode;
  danger?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Menu.Item leftSection={icon} onClick={onClick} {...(danger && { color: 'red' })}>
      {children}
    </Menu.Item>
  );
}
