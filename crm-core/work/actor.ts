import type { ActorRecord } from '../../drizzle/schema/documents.ts';
import { AppError } from '../../kernel/errors.ts';
import {
  allows,
  builtInRoles,
  type Level,
  type Permissions,
  type Restriction,
  type Section,
} from '../members/permissions.ts';

/** Who asks for a change, and what he may do. Every command takes one (through its `Work`). */
export interface Actor {
  record: ActorRecord;
  permissions: Permissions;
}

/** Voronka itself: set-up files, sweepers, intake. */
export function systemActor(reason: string): Actor {
  return { record: { kind: 'system', reason }, permissions: builtInRoles.owner };
}

/** Throws `forbidden` unless the actor's role reaches this level in this section (PRODUCT S17, D30). */
export function demand(actor: Actor, section: Section, level: Exclude<Level, 'none'>): void {
  if (allows(actor.permissions, section, level)) return;
  throw new AppError('forbidden', {
    message: `${actor.record.kind} may not ${level} ${section}`,
    userMessage: `Your role does not allow this: ${section} (${level}).`,
    details: { section, level },
  });
}

export function isRestricted(actor: Actor, restriction: Restriction): boolean {
  return actor.permissions.mayNot.includes(restriction);
}

/** Throws `forbidden` when a switch of the actor's role takes this away. */
export function demandUnrestricted(actor: Actor, restriction: Restriction): void {
  if (!isRestricted(actor, restriction)) return;
  throw new AppError('forbidden', {
    message: `${actor.record.kind} is restricted: ${restriction}`,
    userMessage: 'A switch of your role forbids this.',
    details: { restriction },
  });
}
