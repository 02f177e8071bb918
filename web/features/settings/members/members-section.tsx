import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberView, RoleView } from '../../../../api/contract/members.ts';
import { usePermissions } from '../../../app/session.ts';
import { Loaded } from '../loaded.tsx';
import { Group, Section } from '../section.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MemberRow } from './member-row.tsx';
import classes from './members-section.module.css';
import { RolesGroup } from './roles-group.tsx';
import { useMembers, useRoles } from './use-members.ts';

/** Who works in the project and what each may do (PRODUCT S17, D30). */
export function MembersSection() {
  const { t } = useTranslation('settings');
  const mayEdit = usePermissions().may('members', 'edit');
  const members = useMembers();
  const roles = useRoles();
  const [inviting, setInviting] = useState(false);
  const invite = mayEdit && (
    <Button leftSection={<IconUserPlus size={16} stroke={1.9} />} onClick={() => setInviting(true)}>
      {t('members.invite')}
    </Button>
  );
  return (
    <Section title={t('pages.members')} description={t('members.description')} action={invite}>
      <Loaded query={members} height={240}>
        {(seats) => (
          <Loaded query={roles} height={240}>
            {(known) => (
              <>
                <Seats seats={seats} roles={known} disabled={!mayEdit} />
                <RolesGroup roles={known} disabled={!mayEdit} />
                {inviting && <InviteDialog roles={known} onClose={() => setInviting(false)} />}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Section>
  );
}

const order: readonly MemberView['state'][] = ['active', 'invited', 'deactivated'];

function Seats({ seats, roles, disabled }: { seats: MemberView[]; roles: RoleView[]; disabled: boolean }) {
  const { t } = useTranslation('settings');
  const sorted = seats.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <Group title={t('members.title')}>
      <ul className={classes.list}>
        {sorted.map((member) => (
          <MemberRow key={member.id} member={member} members={seats} roles={roles} disabled={disabled} />
        ))}
      </ul>
    </Group>
  );
}
