import { notFound } from '../../kernel/errors.ts';
import type { MemberId } from '../../kernel/ids.ts';
import type { Member, ProjectConfig } from '../config/project-config.ts';

export function findMember(config: ProjectConfig, id: MemberId | null | undefined): Member | undefined {
  return config.members.find((member) => member.row.id === id);
}

/** Throws `not_found`, also for a member of another project. */
export function getMember(config: ProjectConfig, id: MemberId): Member {
  const member = findMember(config, id);
  if (!member) throw notFound('member', id);
  return member;
}

/** Who may be made responsible or be given a task. Throws `not_found` for a member who has left. */
export function getActiveMember(config: ProjectConfig, id: MemberId): Member {
  const member = getMember(config, id);
  if (!member.row.active) throw notFound('active member', id);
  return member;
}

export function activeMembers(config: ProjectConfig): Member[] {
  return config.members.filter((member) => member.row.active);
}

export function memberName(config: ProjectConfig, id: MemberId | null): string | null {
  return findMember(config, id)?.name ?? null;
}
