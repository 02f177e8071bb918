import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import {
  IconAddressBook,
  IconChartHistogram,
  IconCheck,
  IconChecklist,
  IconDeviceMobile,
  IconLayoutKanban,
  IconPlus,
  IconSettings,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import { NotificationBell } from '../features/notifications/notification-bell.tsx';
import { initials } from '../ui/member-avatar.tsx';
import { useOperation } from './api.ts';
import { useLive } from './live.tsx';
import { useMe, useMembership, usePermissions, useProject } from './session.ts';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

const CreateProjectDialog = lazy(() =>
  import('./create-project-dialog.tsx').then((m) => ({ default: m.CreateProjectDialog })),
);
const PhonesPanel = lazy(() => import('../features/phones/phones-panel.tsx').then((m) => ({ default: m.PhonesPanel })));

/** A slim rail, the page, and beside it the simulator phones when they are wanted. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { demo, projectId } = useMembership();
  const { may } = usePermissions();
  const [phones, setPhones] = usePhones(projectId, demo);

  return (
    <div className={classes.shell} data-phones={phones || undefined}>
      <a className={classes.skip} href="#page">
        {t('skip')}
      </a>
      <nav className={classes.rail} aria-label={t('navigation')}>
        <ProjectMenu />
        {may('crm', 'view') && (
          <RailLink to="/p/$projectId/board" label={t('board')} icon={<IconLayoutKanban size={20} stroke={1.7} />} />
        )}
        {may('contacts', 'view') && (
          <RailLink
            to="/p/$projectId/contacts"
            label={t('contacts')}
            icon={<IconAddressBook size={20} stroke={1.7} />}
          />
        )}
        {may('tasks', 'view') && <TasksLink />}
        {may('crm', 'view') && (
          <RailLink
            to="/p/$projectId/analytics"
            label={t('analytics')}
            icon={<IconChartHistogram size={20} stroke={1.7} />}
          />
        )}
        <div className={classes.gap} />
        {may('inbox', 'view') && (
          <Tooltip label={t('phones')} position="right">
            <UnstyledButton
              className={classes.item}
              aria-label={t('phones')}
              aria-pressed={phones}
              onClick={() => setPhones(!phones)}
            >
              <IconDeviceMobile size={20} stroke={1.7} />
            </UnstyledButton>
          </Tooltip>
        )}
        <NotificationBell />
        <RailLink to="/p/$projectId/settings" label={t('settings')} icon={<IconSettings size={20} stroke={1.7} />} />
        <UserMenu />
      </nav>
      <main id="page" className={classes.page} tabIndex={-1}>
        {children}
      </main>
      {phones && may('inbox', 'view') && (
        <aside className={classes.phones} aria-label={t('phones')}>
          <Suspense fallback={null}>
            <PhonesPanel onClose={() => setPhones(false)} />
          </Suspense>
        </aside>
      )}
      <ConnectionNotice />
    </div>
  );
}

/**
 * Whether the simulator phones are shown: remembered beside a wide board (a demo begins with them), never across visits on a
 * narrow screen, which they cover.
 */
function usePhones(projectId: string, demo: boolean): [boolean, (open: boolean) => void] {
  const narrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const [covering, setCovering] = useState(false);
  const [beside, setBeside] = useLocalStorage<boolean>({
    key: `voronka.phones.${projectId}`,
    defaultValue: demo && window.innerWidth >= 1100,
    getInitialValueInEffect: false,
  });
  return narrow ? [covering, setCovering] : [beside, setBeside];
}

/** What the member himself has not done in time is seen from every page (PRODUCT S13). */
function TasksLink() {
  const { t } = useTranslation('tasks');
  const { projectId } = useMembership();
  const { data } = useOperation(api.tasks.mine, { params: { projectId } }, { refetchInterval: 60_000 });
  const overdue = data?.overdue ?? 0;
  return (
    <RailLink
      to="/p/$projectId/tasks"
      label={overdue > 0 ? t('badge', { count: overdue }) : t('page')}
      icon={
        <>
          <IconChecklist size={20} stroke={1.7} />
          {overdue > 0 && <span className={classes.badge}>{overdue > 99 ? '99+' : overdue}</span>}
        </>
      }
    />
  );
}

function RailLink({
  to,
  label,
  icon,
}: {
  to:
    | '/p/$projectId/board'
    | '/p/$projectId/contacts'
    | '/p/$projectId/tasks'
    | '/p/$projectId/analytics'
    | '/p/$projectId/settings';
  label: string;
  icon: ReactNode;
}) {
  const { projectId } = useMembership();
  return (
    <Tooltip label={label} position="right">
      <Link
        to={to}
        params={{ projectId }}
        className={classes.item}
        aria-label={label}
        activeProps={{ 'data-active': true }}
      >
        {icon}
      </Link>
    </Tooltip>
  );
}

function ProjectMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { memberships } = useMe();
  const { projectId, projectName } = useMembership();
  const name = useProject()?.name ?? projectName;
  const [creating, setCreating] = useState(false);
  const mayCreate = memberships.some(({ permissions }) => permissions.sections.members === 'edit');

  return (
    <>
      <Menu position="right-start" width={240}>
        <Menu.Target>
          <Tooltip label={name} position="right">
            <UnstyledButton className={classes.project} aria-label={t('projects', { name })}>
              {initials(name).slice(0, 1)}
            </UnstyledButton>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('yourProjects')}</Menu.Label>
          {memberships.map((one) => (
            <Menu.Item
              key={one.projectId}
              rightSection={one.projectId === projectId && <IconCheck size={15} />}
              onClick={() => void navigate({ to: '/p/$projectId', params: { projectId: one.projectId } })}
            >
              {one.projectId === projectId ? name : one.projectName}
            </Menu.Item>
          ))}
          {mayCreate && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconPlus size={15} stroke={1.8} />} onClick={() => setCreating(true)}>
                {t('createProject.menu')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {creating && (
        <Suspense fallback={null}>
          <CreateProjectDialog onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Tells that what is shown may be behind, only after the stream was lost. */
function ConnectionNotice() {
  const { t } = useTranslation();
  const { connected } = useLive();
  if (connected) return null;
  return (
    <div className={classes.connection} role="status">
      <span className={classes.pulse} />
      {t('reconnecting')}
    </div>
  );
}
