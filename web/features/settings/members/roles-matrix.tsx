import { IconCheck, IconEye, IconMinus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RoleView } from '../../../../api/contract/members.ts';
import type { Level } from '../../../../crm-core/members/permissions.ts';
import { restrictionKeys, sectionKeys } from '../permission-keys.ts';
import { roleName } from './role-name.ts';
import classes from './roles-matrix.module.css';

/** What each role may do, section by section (PRODUCT S17, D30). */
export function RolesMatrix({ roles }: { roles: RoleView[] }) {
  const { t } = useTranslation('settings');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys must be able to scroll it sideways
    <section className={classes.scroller} aria-label={t('members.roles')} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {roles.map((role) => (
              <th key={role.id} scope="col">
                {roleName(role, t)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sectionKeys.map((section) => (
            <tr key={section}>
              <th scope="row">{t(`permission.section.${section}`)}</th>
              {roles.map(({ id, permissions }) => (
                <td key={id}>
                  <LevelSign level={permissions.sections[section]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tbody>
          <tr>
            <th scope="rowgroup" className={classes.divider} colSpan={roles.length + 1}>
              {t('permission.mayNot')}
            </th>
          </tr>
          {restrictionKeys.map((restriction) => (
            <tr key={restriction}>
              <th scope="row">{t(`permission.restriction.${restriction}`)}</th>
              {roles.map(({ id, permissions }) => (
                <td key={id}>
                  {permissions.mayNot.includes(restriction) ? (
                    <IconX
                      className={classes.no}
                      size={16}
                      stroke={1.9}
                      role="img"
                      aria-label={t('permission.forbidden')}
                    />
                  ) : (
                    <IconMinus
                      className={classes.none}
                      size={15}
                      stroke={1.7}
                      role="img"
                      aria-label={t('permission.allowed')}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.legend}>
        <span>
          <LevelSign level="edit" /> {t('permission.level.edit')}
        </span>
        <span>
          <LevelSign level="view" /> {t('permission.level.view')}
        </span>
        <span>
          <LevelSign level="none" /> {t('permission.level.none')}
        </span>
      </p>
    </section>
  );
}

function LevelSign({ level }: { level: Level }) {
  const { t } = useTranslation('settings');
  const label = t(`permission.level.${level}`);
  switch (level) {
    case 'edit':
      return <IconCheck className={classes.yes} size={16} stroke={2.1} role="img" aria-label={label} />;
    case 'view':
      return <IconEye className={classes.view} size={16} stroke={1.7} role="img" aria-label={label} />;
    case 'none':
      return <IconMinus className={classes.none} size={15} stroke={1.7} role="img" aria-label={label} />;
  }
}
