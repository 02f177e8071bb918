import type { Row } from '../work/tables.ts';
import { levels, type Permissions, sections } from './permissions.ts';

/** Why seats and roles were left as they are. */
export interface MemberRefused {
  kind: 'refused';
  why: 'owner' | 'self' | 'exceeds_own' | 'already_member' | 'built_in' | 'role_in_use';
  message: string;
}

export function refuse(why: MemberRefused['why'], message: string): MemberRefused {
  return { kind: 'refused', why, message };
}

/** Whether somebody with `own` permissions may hand out `given`: nobody gives more than he has. */
export function covers(own: Permissions, given: Permissions): boolean {
  const rank = (permissions: Permissions, section: (typeof sections)[number]) =>
    levels.indexOf(permissions.sections[section]);
  const reaches = sections.every((section) => rank(own, section) >= rank(given, section));
  return reaches && own.mayNot.every((restriction) => given.mayNot.includes(restriction));
}

/** PRODUCT D30: there is one owner, who cannot be removed and whose role is not handed out. */
export function mayGive(own: Permissions, role: Row<'roles'>): MemberRefused | undefined {
  if (role.kind === 'owner') return refuse('owner', 'A project has one owner.');
  if (!covers(own, role.permissions)) return refuse('exceeds_own', 'This role may do more than your own.');
  return undefined;
}
