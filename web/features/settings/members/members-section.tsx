import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import { useOperation } from '../../../app/api.ts';
import { projectQuery, useMembership, useProjectId } from '../../../app/session.ts';
import { MemberAvatar } from '../../../ui/member-avatar.tsx';
import { Loaded } from '../loaded.tsx';
import { Group, Section } from '../section.tsx';
import classes from './members-section.module.css';
import { roleName } from './role-name.ts';
import { RolesMatrix } from './roles-matrix.tsx';

export function MembersSection() {
  const { t } = useTranslation('settings');
  const query = useQuery(projectQuery(useProjectId()));
  const roles = useOperation(api.roles.list, { params: { projectId: useProjectId() } }).data ?? [];
  const own = useMembership().memberId;
  return (
    <Section title={t('pages.members')} description={t('members.description')}>
      <Loaded query={query} height={300}>
        {({ members }) => (
          <>
            <Group title={t('members.title')}>
              <ul className={classes.list}>
                {members.map(({ id, name, email, roleId, roleName: given, active }) => {
                  const role = roles.find((one) => one.id === roleId) ?? { kind: 'custom', name: given };
                  return (
                    <li key={id} className={classes.member} data-inactive={!active || undefined}>
                      <MemberAvatar name={name} size={30} tooltip={false} />
                      <div className={classes.words}>
                        <span className={classes.name}>
                          {name}
                          {id === own && <span className={classes.you}>{t('members.you')}</span>}
                        </span>
                        <span className={classes.email}>{email}</span>
                      </div>
                      {!active && (
                        <Badge size="sm" variant="light" color="gray" tt="none" fw={500}>
                          {t('members.inactive')}
                        </Badge>
                      )}
                      <span className={classes.role}>{roleName(role, t)}</span>
                    </li>
                  );
                })}
              </ul>
            </Group>
            <Group title={t('members.roles')}>
              <RolesMatrix roles={roles} />
            </Group>
          </>
        )}
      </Loaded>
    </Section>
  );
}
