import { type Database, isDatabaseAway } from '../../drizzle/client.ts';
import type { ImportId } from '../../kernel/ids.ts';
import { log } from '../../kernel/log.ts';
import type { ProjectConfig } from '../config/project-config.ts';
import { findMember } from '../members/known-members.ts';
import type { Permissions } from '../members/permissions.ts';
import type { Actor } from '../work/actor.ts';
import { ConflictError, commitWorks } from '../work/commit-work.ts';
import type { Core } from '../work/run-work.ts';
import type { Row } from '../work/tables.ts';
import { Work } from '../work/work.ts';

/** One batch of an import, or of its undo: a work for the import itself and one for each row, committed in one statement. */
export interface Batch {
  /** The import's own work; its version is the guard against a second worker. */
  own: Work;
  /** A work in the import's name, for one row. */
  newWork(): Work;
  row: Row<'imports'>;
}

/** How many rows share a statement at most. */
const mostRows = 200;

export interface Steps {
  /** Goes no further than this moment (ms). */
  until: number;
  /** Does up to `most` rows. */
  next(batch: Batch, most: number): Promise<{ works: Work[]; more: boolean }>;
  /** Sets the next row aside: it can never be carried out. */
  giveUp(batch: Batch): Promise<void>;
}

/**
 * Runs batches until none is left or the time is over; resolves to whether there is more to do. A batch that meets somebody
 * else's change is read anew and made smaller, down to a row; a row that breaks even alone is set aside, so that the others
 * do not wait for it.
 */
export async function carryOut(core: Core, importId: ImportId, steps: Steps): Promise<boolean> {
  let most = mostRows;
  let defeats = 0;
  while (true) {
    const batch = await openBatch(core, importId);
    if (!batch) return false;
    // `beforeCommit` is left out on purpose: history that comes in wakes no flow, so no customer is written to for it (PRODUCT D9).
    let done: { works: Work[]; more: boolean };
    try {
      done = await steps.next(batch, most);
      await commitWorks(core.db, [batch.own, ...done.works]);
    } catch (error) {
      defeats += 1;
      const isConflict = error instanceof ConflictError;
      if (isDatabaseAway(error) || (isConflict && defeats > 20)) throw error;
      if (most === 1 && !isConflict) await giveUp(core, importId, steps, error);
      most = Math.max(1, Math.floor(most / 2));
      continue;
    }
    core.committed([batch.own, ...done.works]);
    if (!done.more) return false;
    if (core.clock.now().getTime() >= steps.until) return true;
    most = Math.min(mostRows, most * 2);
    defeats = 0;
  }
}

async function giveUp(core: Core, importId: ImportId, steps: Steps, error: unknown): Promise<void> {
  log.error({ err: error instanceof Error ? error.name : typeof error, importId }, 'a row of an import was set aside');
  const batch = await openBatch(core, importId);
  if (!batch) return;
  await steps.giveUp(batch);
  await commitWorks(core.db, [batch.own]);
}

/** Undefined when nothing is to be done any more: it was stopped, or is done. */
async function openBatch(core: Core, importId: ImportId): Promise<Batch | undefined> {
  const row = await findActive(core.db, importId);
  if (!row) return undefined;
  const config = await core.configs.current(row.projectId);
  const now = core.clock.now();
  const actor = actorOf(config, row);
  const newWork = () => {
    const work = new Work({ db: core.db, config, actor, now });
    work.cause = { importId: row.id };
    return work;
  };
  const own = newWork();
  own.imports.seed([row]);
  return { own, newWork, row };
}

async function findActive(db: Database, importId: ImportId): Promise<Row<'imports'> | undefined> {
  return db.orm.query.imports.findFirst({
    where: (imports, { and, eq, inArray }) =>
      and(eq(imports.id, importId), inArray(imports.status, ['running', 'undoing'])),
  });
}

/** It acts as itself, with what its starter may do today. Whose deals it meets was decided by the scope of its queries. */
export function actorOf(config: ProjectConfig, row: Row<'imports'>): Actor {
  const { sections, mayNot } = permissionsOf(config, row);
  return {
    record: { kind: 'import', name: row.fileName },
    permissions: { sections, mayNot: mayNot.filter((one) => one !== 'see_others_deals') },
  };
}

/** A member's role may have changed since he started it, and he may have left. */
export function permissionsOf(config: ProjectConfig, row: Row<'imports'>): Permissions {
  if (row.startedBy.kind !== 'member') return row.permissions;
  const member = findMember(config, row.startedBy.memberId);
  if (member?.row.active) return member.role.permissions;
  const none = { crm: 'none', contacts: 'none', inbox: 'none', flows: 'none', tasks: 'none' } as const;
  return { sections: { ...none, settings: 'none', members: 'none' }, mayNot: [] };
}
