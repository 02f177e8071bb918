import {
  IconBuildingStore,
  IconForms,
  IconHistory,
  IconInbox,
  IconKey,
  IconListDetails,
  IconPlugConnected,
  IconSitemap,
  IconTableImport,
  IconTrash,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { type ComponentType, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Section as PermissionSection } from '../../../crm-core/members/permissions.ts';
import { useMembership, usePermissions, useProjectId } from '../../app/session.ts';
import { ApiKeysSection } from './api-keys/api-keys-section.tsx';
import { AuditSection } from './audit/audit-section.tsx';
import { ChannelsSection } from './channels/channels-section.tsx';
import { DemoSection } from './demo/demo-section.tsx';
import { ExchangeSection } from './exchange/exchange-section.tsx';
import { FieldsSection } from './fields/fields-section.tsx';
import { FlowsSection } from './flows/flows-section.tsx';
import { GeneralSection } from './general/general-section.tsx';
import { LeadsSection } from './leads/leads-section.tsx';
import { MembersSection } from './members/members-section.tsx';
import { ProfileSection } from './profile/profile-section.tsx';
import { ReasonsSection } from './reasons/reasons-section.tsx';
import classes from './settings-page.module.css';

interface Page {
  key: string;
  icon: typeof IconInbox;
  component: ComponentType;
  /** Who may look: whose role may look at this section; everybody without it. */
  needs?: PermissionSection;
  demoOnly?: boolean;
}

const pages: readonly Page[] = [
  { key: 'project', icon: IconBuildingStore, component: GeneralSection, needs: 'settings' },
  { key: 'leads', icon: IconInbox, component: LeadsSection, needs: 'settings' },
  { key: 'fields', icon: IconForms, component: FieldsSection, needs: 'settings' },
  { key: 'channels', icon: IconPlugConnected, component: ChannelsSection, needs: 'settings' },
  { key: 'flows', icon: IconSitemap, component: FlowsSection, needs: 'flows' },
  { key: 'reasons', icon: IconListDetails, component: ReasonsSection, needs: 'settings' },
  { key: 'members', icon: IconUsers, component: MembersSection, needs: 'members' },
  { key: 'import', icon: IconTableImport, component: ExchangeSection },
  { key: 'api-keys', icon: IconKey, component: ApiKeysSection, needs: 'settings' },
  { key: 'audit', icon: IconHistory, component: AuditSection, needs: 'settings' },
  { key: 'profile', icon: IconUserCircle, component: ProfileSection },
  { key: 'demo', icon: IconTrash, component: DemoSection, needs: 'settings', demoOnly: true },
];

/** Everything that is set for the project, one page for each matter. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const projectId = useProjectId();
  const { section } = useParams({ from: '/p/$projectId/settings/$section' });
  const { may } = usePermissions();
  const { demo } = useMembership();

  const open = pages.filter(({ needs, demoOnly }) => (!needs || may(needs, 'view')) && (!demoOnly || demo));
  const page = open.find(({ key }) => key === section) ?? open[0];
  const Content = page?.component;
  const links = useRef<HTMLDivElement>(null);

  // On a narrow screen the links are a strip that scrolls sideways.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the reason to look
  useEffect(() => {
    links.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [page?.key]);

  return (
    <div className={classes.layout}>
      <nav className={classes.nav} aria-label={t('title')}>
        <div className={classes.title}>{t('title')}</div>
        <div ref={links} className={classes.links}>
          {open.map(({ key, icon: Icon }) => (
            <Link
              key={key}
              to="/p/$projectId/settings/$section"
              params={{ projectId, section: key }}
              className={classes.link}
              aria-current={page?.key === key ? 'page' : undefined}
            >
              <Icon size={16} stroke={1.7} aria-hidden />
              {t(`pages.${key}`)}
            </Link>
          ))}
        </div>
      </nav>
      <div className={classes.content}>{Content && <Content />}</div>
    </div>
  );
}
