import type { Member, ProjectConfig } from '../../crm-core/config/project-config.ts';
import { allows, type Permissions, type Section } from '../../crm-core/members/permissions.ts';
import { type Actor, isRestricted } from '../../crm-core/work/actor.ts';
import type { MemberId, ProjectId, UserId } from '../../kernel/ids.ts';

/** Somebody with a session in his browser. */
export interface UserCaller {
  userId: UserId;
  name: string;
  email: string;
  sessionHash: string;
}

/** A member or an API key at work in one project. */
export interface ProjectCaller {
  projectId: ProjectId;
  config: ProjectConfig;
  actor: Actor;
  /** Undefined for an API key. */
  member: Member | undefined;
}

/** The caller of a public operation is unknown. */
export type AnyCaller = undefined | UserCaller | ProjectCaller;

/** Whose deals a query may show: everybody's, or those of one member; of an API key with that restriction nobody's (PRODUCT D30). */
export type DealScope = { kind: 'all' } | { kind: 'own'; memberId: MemberId | null };

export function dealScope(caller: ProjectCaller): DealScope {
  if (!isRestricted(caller.actor, 'see_others_deals')) return { kind: 'all' };
  return { kind: 'own', memberId: caller.member?.row.id ?? null };
}

export function maySee(permissions: Permissions, section: Section): boolean {
  return allows(permissions, section, 'view');
}
