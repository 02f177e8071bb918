import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { ProjectConfig, PublishedFlow } from './project-config.ts';

/** Project configurations by version. A reader who knows the current version pays nothing; others pay one small query. */
export class ConfigCache {
  readonly #db: Database;
  readonly #known = new Map<ProjectId, Promise<ProjectConfig>>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** The configuration as it stands now. Throws `not_found`. */
  async current(projectId: ProjectId): Promise<ProjectConfig> {
    const [row] = await this.#db.orm
      .select({ configVersion: schema.projects.configVersion })
      .from(schema.projects)
      .where(eq(schema.projects.id, projectId));
    if (!row) throw notFound('project', projectId);
    return this.at(projectId, row.configVersion);
  }

  /** The configuration of a version that was just read from the project's row. */
  async at(projectId: ProjectId, configVersion: number): Promise<ProjectConfig> {
    const known = await this.#known.get(projectId);
    if (known && known.project.configVersion >= configVersion) return known;
    const loading = loadConfig(this.#db, projectId);
    this.#known.set(projectId, loading);
    loading.catch(() => this.#known.delete(projectId));
    return loading;
  }
}

/** Reads in one snapshot, so that the version and what it stands for agree. */
async function loadConfig(db: Database, projectId: ProjectId): Promise<ProjectConfig> {
  const { projects, pipelines, stages, fields, members, roles, users, channels, flows } = schema;
  return db.orm.transaction(
    async (tx) => {
      const [project] = await tx.select().from(projects).where(eq(projects.id, projectId));
      if (!project) throw notFound('project', projectId);
      const pipelineRows = await tx
        .select()
        .from(pipelines)
        .where(eq(pipelines.projectId, projectId))
        .orderBy(asc(pipelines.position), asc(pipelines.id));
      const stageRows = await tx
        .select()
        .from(stages)
        .where(eq(stages.projectId, projectId))
        .orderBy(asc(stages.position), asc(stages.id));
      const fieldRows = await tx
        .select()
        .from(fields)
        .where(eq(fields.projectId, projectId))
        .orderBy(asc(fields.entity), asc(fields.position), asc(fields.id));
      const memberRows = await tx
        .select({ row: members, role: roles, name: users.name, email: users.email })
        .from(members)
        .innerJoin(roles, eq(roles.id, members.roleId))
        .innerJoin(users, eq(users.id, members.userId))
        .where(eq(members.projectId, projectId))
        .orderBy(asc(members.id));
      const channelRows = await tx
        .select()
        .from(channels)
        .where(eq(channels.projectId, projectId))
        .orderBy(channels.id);
      const flowRows = await tx
        .select()
        .from(flows)
        .where(and(eq(flows.projectId, projectId), eq(flows.enabled, true)))
        .orderBy(asc(flows.position), asc(flows.id));
      const versionIds = flowRows.flatMap((flow) => flow.publishedVersionId ?? []);
      const versions = versionIds.length
        ? await tx.select().from(schema.flowVersions).where(inArray(schema.flowVersions.id, versionIds))
        : [];
      return {
        project,
        pipelines: pipelineRows.map((row) => ({ row, stages: stageRows.filter((one) => one.pipelineId === row.id) })),
        fields: fieldRows,
        members: memberRows,
        channels: channelRows,
        flows: flowRows.flatMap((row): PublishedFlow[] => {
          const version = versions.find((one) => one.id === row.publishedVersionId);
          return version ? [{ row, version }] : [];
        }),
      };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}
