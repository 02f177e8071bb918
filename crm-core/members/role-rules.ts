import type { MemberId } from '../../kernel/ids.ts';
import type { Actor } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import { levels, type Permissions, sections } from './permissions.ts';

export const memberRefusals = [
  'owner',
  'self',
  'exceeds_own',
  'already_member',
  'already_invited',
  'not_invited',
  'invitation_over',
  'elsewhere_too',
  'built_in',
  'role_in_use',
] as const;

/** Why seats and roles were left as they are. */
export interface MemberRefused {
  kind: 'refused';
  why: (typeof memberRefusals)[number];
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
  if (!covers(own, role.permissions)) return exceedsOwn();
  return undefined;
}

export function exceedsOwn(): MemberRefused {
  return refuse('exceeds_own', 'This role may do more than your own.');
}

export function isSelf({ record }: Actor, memberId: MemberId): boolean {
  return record.kind === 'member' && record.memberId === memberId;
}
