import type { RoleId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { type MemberRefused, mayGive, refuse } from './role-rules.ts';
import { newSeat, seatOf, userWith } from './seats.ts';

export interface NewMember {
  email: string;
  name: string;
  roleId: RoleId;
}

/**
 * Gives somebody a seat in the project at once, without asking him. He is known by his e-mail: a user of another project
 * keeps his name and password, and one who had left comes back to his old seat.
 */
export async function createMember(
  work: Work,
  input: NewMember,
): Promise<{ kind: 'ok'; member: Row<'members'> } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const role = await work.roles.get(input.roleId);
  const refused = mayGive(work.actor.permissions, role);
  if (refused) return refused;
  const userId = await userWith(work, input);
  const seat = await seatOf(work, userId);
  if (seat?.active) return refuse('already_member', 'This person is a member already.');
  const member = seat
    ? work.members.update(seat.id, { active: true, roleId: role.id })
    : newSeat(work, { userId, roleId: role.id, active: true });
  work.touchConfig();
  work.emit('member.changed', {}, { change: 'added', memberId: member.id, name: input.name, role: role.name });
  return { kind: 'ok', member };
}
