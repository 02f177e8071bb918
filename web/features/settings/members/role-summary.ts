import type { TFunction } from 'i18next';
import type { Permissions } from '../../../../crm-core/members/permissions.ts';
import { type levelKeys, restrictionKeys, sectionKeys } from '../permission-keys.ts';

/** What a role may do, in a line: what most sections have in common, then what differs. */
export function roleSummary({ sections, mayNot }: Permissions, t: TFunction<'settings'>): string {
  const named = (level: (typeof levelKeys)[number]) =>
    sectionKeys.filter((section) => sections[section] === level).map((section) => t(`permission.section.${section}`));
  const [none, view, edit] = [named('none'), named('view'), named('edit')];
  const parts = [
    ...(edit.length === sectionKeys.length ? [t('roles.summary.all')] : []),
    ...(edit.length > 0 && edit.length < sectionKeys.length
      ? [t('roles.summary.edit', { list: edit.join(', ') })]
      : []),
    ...(view.length > 0 ? [t('roles.summary.view', { list: view.join(', ') })] : []),
    ...(none.length > 0 ? [t('roles.summary.none', { list: none.join(', ') })] : []),
    ...(mayNot.length > 0
      ? [t('roles.summary.mayNot', { count: restrictionKeys.filter((one) => mayNot.includes(one)).length })]
      : []),
  ];
  return parts.join(' · ');
}
