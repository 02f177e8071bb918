import { eq, inArray } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { type Actor, demand } from '../work/actor.ts';

/**
 * Deletes the demo project with everything in it. Bound to the mark on the project, so that no slip can take a real one;
 * users stay.
 */
export async function removeProject(db: Database, input: { projectId: ProjectId; actor: Actor }): Promise<void> {
  demand(input.actor, 'settings', 'edit');
  const { projectId } = input;
  await db.orm.transaction(async (tx) => {
    const [project] = await tx.select().from(schema.projects).where(eq(schema.projects.id, projectId)).for('update');
    if (!project?.demo) throw notFound('demo project', projectId);
    const channels = await tx
      .select({ id: schema.channels.id })
      .from(schema.channels)
      .where(eq(schema.channels.projectId, projectId));
    const ids = channels.map((channel) => channel.id);
    if (ids.length > 0) {
      await tx.delete(schema.inbox).where(inArray(schema.inbox.channelId, ids));
      await tx.delete(schema.quarantine).where(inArray(schema.quarantine.channelId, ids));
    }
    for (const table of childrenFirst) await tx.delete(table).where(eq(table.projectId, projectId));
    await tx.delete(schema.projects).where(eq(schema.projects.id, projectId));
  });
}

/** Every table that names its project, those that point at others before those that they point at. */
const childrenFirst = [
  schema.notifications,
  schema.fileChunks,
  schema.files,
  schema.notes,
  schema.tasks,
  schema.events,
  schema.stageVisits,
  schema.importRows,
  schema.imports,
  schema.turns,
  schema.effects,
  schema.timers,
  schema.outbox,
  schema.messages,
  schema.conversations,
  schema.identities,
  schema.deals,
  schema.stages,
  schema.pipelines,
  schema.fields,
  schema.personLinks,
  schema.contacts,
  schema.people,
  schema.flowVersions,
  schema.flows,
  schema.channels,
  schema.apiKeys,
  schema.invitations,
  schema.members,
  schema.roles,
] as const;
