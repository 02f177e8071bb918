import type { Membership } from '../../api/contract/session.ts';

type Section = keyof Membership['permissions']['sections'];

export const maySee = ({ permissions }: Membership, section: Section): boolean =>
  permissions.sections[section] !== 'none';

/** Where a member begins: the first page of the rail that his role may look at (PRODUCT S17). Settings have everybody's profile. */
export function firstPage(membership: Membership) {
  if (maySee(membership, 'crm')) return '/p/$projectId/board';
  if (maySee(membership, 'contacts')) return '/p/$projectId/contacts';
  if (maySee(membership, 'tasks')) return '/p/$projectId/tasks';
  return '/p/$projectId/settings';
}
